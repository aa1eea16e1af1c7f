"""The command words and the words for yes and no, by language, phrases separated by "|", as they are typed: script and Roman letters.

A phrase stands under one meaning in one language only. Read `locales.commands` for how they are matched.
"""

from typing import Final

COMMANDS: Final[dict[str, dict[str, str]]] = {
    "en": {
        "back": "back|go back|previous|prev|previous question|undo|last question",
        "skip": "skip|skip it|skip this|pass|next|next question|leave it|leave this|dont know|don't know|i dont know|i don't know",
        "help": "help|help me|what is this|what does this mean|i dont understand|i don't understand|explain|how|where do i find it|info",
        "stop": "stop|quit|exit|cancel|end|unsubscribe|stop it|stop messages|stop messaging me|dont message me|don't message me|no more messages",
        "review": "review|show my answers|my answers|see my answers|check my answers|summary|show answers",
        "language": "language|change language|change the language|switch language|other language|another language|lang",
        "human": "human|agent|talk to a person|talk to someone|talk to a human|person|call me|speak to someone|customer care|support|real person|executive|operator",
        "mydata": "my data|mydata|show my data|see my data|what do you know about me|download my data|export my data",
        "withdraw": "withdraw|withdraw consent|withdraw my consent|take back consent|take back my consent|revoke consent|revoke my consent",
        "erase": "erase|erase me|delete my data|delete me|erase my data|delete everything|erase everything|delete my account|forget me|remove my data",
        "later": "later|not now|remind me later|remind me|do it later|i will do it later|tomorrow please|after some time|some other time",
        "status": "status|my status|application status|what is my status|check status|what happened|any update|update",
        "start": "start|begin|hi|hello|hey|restart|start again|start over|lets start|let's start|hii|namaste|good morning|good afternoon|good evening",
        "submit": "submit|send it|send now|submit it|confirm and send|i submit",
        "another": "another|add another|one more|add one more|add more|another one",
        "done": "done|finished|finish|that's all|thats all|that is all|no more|nothing more|complete|completed|i am done|im done|all done",
        "keep": "keep|keep it|keep as it is|keep this|same|no change|same as before|leave as it is|dont change|don't change",
        "edit": "edit|change|change it|correct it|change my answer|change answer|edit answer|edit my answers|modify",
    },
    "hi": {
        "back": "वापस|पीछे|पिछला|पिछला सवाल|वापस जाओ|पीछे जाओ|वापस जाएं|पीछे जाएं|वापिस|wapas|wapis|vapas|vapis|waapas|peeche|piche|pichhe|peechhe|pichla|pichla sawal|wapas jao|wapas jaiye|peeche jao",
        "skip": "छोड़ो|छोड़ें|छोड़ दो|छोड़िए|छोड़ दीजिए|अगला|आगे|आगे बढ़ो|आगे बढ़ें|अगला सवाल|पता नहीं|मालूम नहीं|नहीं पता|स्किप|chhodo|chodo|choro|chhod do|chod do|chhodiye|aage|agla|agla sawal|aage badho|aage badhen|pata nahi|pata nahin|nahi pata|maloom nahi|malum nahi",
        "help": "मदद|सहायता|मदद करो|मदद करें|मदद चाहिए|समझ नहीं आया|समझ में नहीं आया|समझाओ|समझाइए|यह क्या है|ये क्या है|क्या मतलब|मतलब|कैसे|हेल्प|madad|madat|sahayata|sahayta|madad karo|madad chahiye|samajh nahi aaya|samajh nahi aya|samajh me nahi aaya|samjhao|samjhaiye|yeh kya hai|ye kya hai|kya matlab|matlab|kaise",
        "stop": "रुको|रोको|बंद|बंद करो|बंद करें|बंद कर दो|बस करो|मैसेज मत भेजो|संदेश मत भेजो|मैसेज बंद करो|रद्द|रद्द करो|स्टॉप|ruko|roko|band|band karo|band kar do|band kare|bas karo|message mat bhejo|msg mat bhejo|message band karo|radd karo",
        "review": "मेरे जवाब|मेरे जवाब दिखाओ|मेरे उत्तर|जवाब देखें|जवाब दिखाओ|जाँच|समीक्षा|mere jawab|mere jawab dikhao|jawab dikhao|jawab dekhe|mere uttar",
        "language": "भाषा|भाषा बदलो|भाषा बदलें|दूसरी भाषा|भाषा बदलनी है|bhasha|bhasha badlo|bhasha badle|bhasha badalni hai|dusri bhasha|language badlo|language change karo|bhaasha",
        "human": "इंसान|आदमी से बात|किसी से बात करनी है|बात करनी है|किसी से बात कराओ|एजेंट|व्यक्ति|फोन करो|फोन करें|कॉल करो|insaan|insan|aadmi se baat|kisi se baat karni hai|baat karni hai|kisi se baat karao|phone karo|call karo|mujhe call karo",
        "mydata": "मेरा डेटा|मेरा डाटा|मेरी जानकारी|मेरी जानकारी दिखाओ|मेरा डेटा दिखाओ|mera data|mera data dikhao|meri jankari|meri jaankari|meri jankari dikhao",
        "withdraw": "सहमति वापस|सहमति वापस लो|सहमति वापस लें|सहमति वापस लेना है|अनुमति वापस|मेरी सहमति वापस लो|sahmati wapas|sahmati wapas lo|sahmati vapas lo|sehmati wapas lo|anumati wapas lo|consent wapas lo",
        "erase": "मिटाओ|मिटा दो|सब मिटा दो|मेरा डेटा मिटाओ|मेरा डेटा मिटा दो|मेरा डेटा हटाओ|डिलीट करो|मेरी जानकारी मिटाओ|mitao|mita do|sab mita do|mera data mitao|mera data mita do|mera data hatao|mera data delete karo|delete karo|meri jankari mitao",
        "later": "बाद में|बाद मे|अभी नहीं|फिर कभी|कल करूंगा|बाद में करूंगा|बाद में करूंगी|बाद में याद दिलाना|baad me|baad mein|bad me|bad mein|abhi nahi|abhi nahin|phir kabhi|fir kabhi|baad me karunga|baad me karungi|kal karunga|baad me yaad dilana",
        "status": "स्थिति|स्टेटस|मेरी स्थिति|क्या हुआ|मेरा क्या हुआ|मेरा काम कहाँ तक पहुँचा|sthiti|meri sthiti|kya hua|mera kya hua|mera status|mera status kya hai",
        "start": "शुरू|शुरू करो|शुरू करें|शुरू करते हैं|नमस्ते|नमस्कार|प्रणाम|राम राम|हेलो|हाय|फिर से शुरू|shuru|shuru karo|shuru kare|shuru karte hain|shuru karein|namaskar|pranam|ram ram|phir se shuru",
        "submit": "जमा|जमा करो|जमा करें|भेजो|भेज दो|भेज दीजिए|भेजें|सबमिट|सबमिट करो|jama|jama karo|jama kare|bhejo|bhej do|bhej dijiye|submit karo|submit kar do",
        "another": "एक और|और एक|और जोड़ो|एक और जोड़ो|दूसरा जोड़ो|ek aur|aur ek|aur jodo|ek aur jodo|ek or|dusra jodo",
        "done": "हो गया|पूरा|पूरा हो गया|बस इतना|इतना ही|बस इतना ही|और नहीं|खत्म|समाप्त|ho gaya|hogaya|ho gya|pura ho gaya|poora ho gaya|bas itna|bas itna hi|itna hi|aur nahi|khatam|khatm",
        "keep": "रहने दो|रहने दें|वही|वही रखो|यही रखो|ऐसे ही रहने दो|वैसा ही|rehne do|rahne do|wahi|wahi rakho|yahi rakho|aise hi rehne do|same rakho|same rehne do",
        "edit": "बदलो|बदलें|बदलना है|सुधारो|सुधारें|जवाब बदलो|जवाब बदलना है|badlo|badle|badalna hai|badlna hai|sudharo|jawab badlo|jawab badalna hai|change karo|change karna hai",
    },
}  # fmt: skip

YES_NO: Final[dict[str, dict[str, str]]] = {
    "en": {
        "yes": "yes|y|yeah|yep|yup|ya|yes please|sure|of course|ok|okay|okey|okk|correct|right|that's right|thats right|that is right|i agree|agree|agreed|i accept|accept|accepted|true|definitely|absolutely|fine|i do|i have|we do|we have|yes i do|yes i have|yes we do|yes we have|got it|ye|yah|yess|confirm|confirmed",
        "no": "no|n|nope|nah|not at all|never|wrong|incorrect|not correct|not right|that's wrong|thats wrong|i disagree|disagree|do not agree|i do not agree|i dont agree|i don't agree|i don't|i dont|i do not|we don't|we dont|we do not|i don't have|i dont have|i do not have|no i don't|no i dont|no thanks|no thank you|not yet|false|don't have|dont have|noo",
    },
    "hi": {
        "yes": "हाँ|हां|हा|हाँ जी|जी हाँ|जी|हाँजी|जी हां|बिल्कुल|बिलकुल|ठीक|ठीक है|सही|सही है|मंज़ूर|मंजूर है|सहमत|सहमत हूँ|है|हाँ है|जरूर|हाँ ठीक है|ओके|haan|haa|ha|han|haan ji|haanji|hanji|ji haan|ji ha|ji han|ji|jee|bilkul|theek|thik|theek hai|thik hai|tik hai|thik h|theek h|sahi|sahi hai|sahi h|manzoor|manzur hai|sahmat|sahmat hoon|sahmat hu|zaroor|zarur|jarur|haan hai|ha hai|hai|haan bilkul|achha|accha|acha",
        "no": "नहीं|नही|ना|न|जी नहीं|नहीं जी|नहीं है|नही है|मत|बिल्कुल नहीं|गलत|ग़लत है|सही नहीं|सहमत नहीं|मंजूर नहीं|अभी तक नहीं|nahi|nahin|nhi|nai ji|nahee|naheen|na|naa|ji nahi|ji nahin|nahi ji|nahi hai|nahin hai|nhi hai|nhi h|nahi h|bilkul nahi|galat|galat hai|sahi nahi|sahmat nahi|manzoor nahi|abhi tak nahi|mat",
    },
}  # fmt: skip

# Said around any of them without changing it.
POLITE: Final = (
    "please|pls|plz|sir|madam|mam|ma'am|ji|bhai|bhaiya|bhaiyya|boss|dear|thanks|thank you|kindly|saheb|sahab|didi"
    "|जी|सर|मैडम|कृपया|भाई|भैया|साहब|दीदी|प्लीज|kripya|kripaya"
)

# Roman spellings that are common words elsewhere (a mango, a saree, a forest, an identifier): they count in their own language only.
ONLY_AT_HOME: Final = "aam|sari|kaadu|kadu|pan|pin|bas|ho|ha|haa|na|naa|ji|hai|mat|band|pass|next|nai|han|hoy|ya|jama|aage|agla|matlab"

# Words that look like a command or an answer and, in this language, are something else.
NOT_HERE: Final[dict[str, str]] = {
    "en": "na|ha",
}
