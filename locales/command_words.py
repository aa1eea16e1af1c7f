"""The command words and the words for yes and no, by language, phrases separated by "|", as they are typed: script and Roman letters.

A phrase stands under one meaning in one language only. Read `locales.commands` for how they are matched.
"""

from typing import Final

COMMANDS: Final[dict[str, dict[str, str]]] = {
    "en": {
        "back": (
            "back|go back|previous|prev|previous question|undo|last question|go to previous question|one step back|"
            "take me back|previous step"
        ),
        "skip": (
            "skip|skip it|skip this|pass|next|next question|leave it|leave this|dont know|don't know|i dont know|"
            "i don't know|skip this question|skip question|not sure|no idea|i am not sure|skip please"
        ),
        "help": (
            "help|help me|what is this|what does this mean|i dont understand|i don't understand|explain|how|"
            "where do i find it|i need help|need help|please help|i want help|what should i write|not understood|"
            "i did not understand|i didnt understand|i do not understand"
        ),
        "stop": (
            "stop|quit|exit|cancel|end|unsubscribe|stop it|stop messages|stop messaging me|dont message me|"
            "don't message me|no more messages|stop sending messages|stop these messages|not interested|"
            "i am not interested|im not interested|i'm not interested|no interest"
        ),
        "review": (
            "review|show my answers|my answers|see my answers|check my answers|summary|show answers|"
            "show me my answers|let me see my answers"
        ),
        "language": (
            "language|change language|change the language|switch language|other language|another language|lang|"
            "i want to change language|change my language|different language"
        ),
        "human": (
            "human|agent|talk to a person|talk to someone|talk to a human|call me|speak to someone|customer care|"
            "support|real person|i want to talk to someone|i want to speak to someone|i want to talk to a person|"
            "connect me to a person|speak to a human|call back|ask a person"
        ),
        "mydata": (
            "my data|mydata|show my data|see my data|what do you know about me|download my data|export my data|"
            "show me my data|what data do you have|my information|my details"
        ),
        "withdraw": (
            "withdraw|withdraw consent|withdraw my consent|take back consent|take back my consent|revoke consent|"
            "revoke my consent|i withdraw my consent|i withdraw consent|i want to withdraw my consent|"
            "cancel my consent"
        ),
        "erase": (
            "erase|erase me|delete my data|delete me|erase my data|delete everything|erase everything|"
            "delete my account|forget me|remove my data|please delete my data|remove everything|delete all my data|"
            "remove me|"
            "delete"
        ),
        "later": (
            "later|not now|remind me later|remind me|do it later|i will do it later|tomorrow please|after some time|"
            "some other time|i will do later|will do later|do this later|remind me tomorrow"
        ),
        "status": "status|my status|application status|what is my status|check status|what happened|any update",
        "start": (
            "start|begin|hi|hello|hey|restart|start again|start over|lets start|let's start|hii|namaste|good morning|"
            "good afternoon|good evening"
        ),
        "submit": "submit|send it|send now|submit it|confirm and send|i submit",
        "another": "another|add another|one more|add one more|add more|another one",
        "done": (
            "done|finished|finish|that's all|thats all|that is all|no more|nothing more|complete|completed|i am done|"
            "im done|all done|no more products|nothing else|that will do"
        ),
        "keep": (
            "keep|keep it|keep as it is|keep this|same|no change|same as before|leave as it is|dont change|"
            "don't change"
        ),
        "edit": "edit|change|change it|correct it|change my answer|change answer|edit answer|edit my answers|modify",
    },
    "hi": {
        "back": (
            "वापस|पीछे|पिछला|पिछला सवाल|वापस जाओ|पीछे जाओ|वापस जाएं|पीछे जाएं|वापिस|wapas|wapis|vapas|vapis|waapas|"
            "peeche|piche|pichhe|peechhe|pichla|pichla sawal|wapas jao|wapas jaiye|peeche jao|वापस चलो|वापस चलें|"
            "पिछले सवाल पर|पिछले सवाल पर जाओ|पिछले सवाल पर जाएं|पिछला प्रश्न|एक कदम पीछे|wapas chalo|"
            "pichle sawal par jao|pichla prashn"
        ),
        "skip": (
            "छोड़ो|छोड़ें|छोड़ दो|छोड़िए|छोड़ दीजिए|अगला|आगे|आगे बढ़ो|आगे बढ़ें|अगला सवाल|पता नहीं|मालूम नहीं|"
            "नहीं पता|स्किप|chhodo|chodo|choro|chhod do|chod do|chhodiye|aage|agla|agla sawal|aage badho|aage badhen|"
            "pata nahi|pata nahin|nahi pata|maloom nahi|malum nahi|इसे छोड़ दें|छोड़ दें|यह सवाल छोड़ दो|"
            "ये सवाल छोड़ो|आगे चलो|आगे चलें|नहीं मालूम|aage chalo|nahi malum|"
            "skip karo|skip kar do|skip kardo|skip kar dijiye|स्किप करो|स्किप कर दो"
        ),
        "help": (
            "मदद|सहायता|मदद करो|मदद करें|मदद चाहिए|समझ नहीं आया|समझ में नहीं आया|समझाओ|समझाइए|यह क्या है|ये क्या है|"
            "क्या मतलब|मतलब|कैसे|हेल्प|madad|madat|sahayata|sahayta|madad karo|madad chahiye|samajh nahi aaya|"
            "samajh nahi aya|samajh me nahi aaya|samjhao|samjhaiye|yeh kya hai|ye kya hai|kya matlab|matlab|kaise|"
            "समझ नहीं आ रहा|समझ नहीं आ रही|समझ में नहीं आ रहा|नहीं समझा|नहीं समझी|नहीं समझ आया|मेरी मदद करो|"
            "मेरी मदद कीजिए|मदद कीजिए|समझा दो|समझा दीजिए|क्या करना है|nahi samjha|nahi samjhi|samajh nahi aa raha|"
            "samajh me nahi aa raha|samjha do|madad kijiye|kya karna hai"
        ),
        "stop": (
            "रुको|रोको|बंद|बंद करो|बंद करें|बंद कर दो|बस करो|मैसेज मत भेजो|संदेश मत भेजो|मैसेज बंद करो|रद्द|रद्द करो|"
            "स्टॉप|ruko|roko|band|band karo|band kar do|band kare|bas karo|message mat bhejo|msg mat bhejo|"
            "message band karo|radd karo|मैसेज बंद कर दो|मैसेज भेजना बंद करो|मैसेज न भेजें|रुकिए|रोक दो|बंद कीजिए|"
            "message band kar do|message mat bhejna|rukiye|rok do|band kijiye|रुचि नहीं है|रुचि नहीं|"
            "मेरी रुचि नहीं है|इच्छा नहीं है|ruchi nahi|ruchi nahi hai|interest nahi hai|interest nahi|"
            "interested nahi"
        ),
        "review": (
            "मेरे जवाब|मेरे जवाब दिखाओ|मेरे उत्तर|जवाब देखें|जवाब दिखाओ|जाँच|समीक्षा|mere jawab|mere jawab dikhao|"
            "jawab dikhao|jawab dekhe|mere uttar|मेरे जवाब दिखाइए|मेरे जवाब दिखाएं|मेरे जवाब देखने हैं|"
            "mere jawab dikhaiye|mere jawab dekhne hai"
        ),
        "language": (
            "भाषा|भाषा बदलो|भाषा बदलें|दूसरी भाषा|भाषा बदलनी है|bhasha|bhasha badlo|bhasha badle|bhasha badalni hai|"
            "dusri bhasha|language badlo|language change karo|bhaasha|भाषा बदल दो|भाषा बदलना है|मुझे भाषा बदलनी है|"
            "bhasha badal do|bhasha badalna hai"
        ),
        "human": (
            "इंसान|इंसान से बात|insaan se baat|"
            "आदमी से बात|किसी से बात करनी है|बात करनी है|किसी से बात कराओ|एजेंट|व्यक्ति|फोन करो|फोन करें|"
            "कॉल करो|insaan|insan|aadmi se baat|kisi se baat karni hai|baat karni hai|kisi se baat karao|phone karo|"
            "call karo|mujhe call karo|इंसान से बात करनी है|किसी इंसान से बात करनी है|insaan se baat karni hai|"
            "किसी से बात कराइए|किसी से बात करवाओ|किसी से बात करवाइए|मुझे किसी से बात करनी है|फोन कीजिए|"
            "kisi se baat karaiye|kisi se baat karwao|phone kijiye|किसी से पूछें"
        ),
        "mydata": (
            "मेरा डेटा|मेरा डाटा|मेरी जानकारी|मेरी जानकारी दिखाओ|मेरा डेटा दिखाओ|mera data|mera data dikhao|"
            "meri jankari|meri jaankari|meri jankari dikhao|मेरी जानकारी दिखाइए|मेरा डाटा दिखाओ|meri jankari dikhaiye"
        ),
        "withdraw": (
            "सहमति वापस|सहमति वापस लो|सहमति वापस लें|सहमति वापस लेना है|अनुमति वापस|मेरी सहमति वापस लो|sahmati wapas|"
            "sahmati wapas lo|sahmati vapas lo|sehmati wapas lo|anumati wapas lo|consent wapas lo|"
            "सहमति वापस लेता हूँ|सहमति वापस लेती हूँ|अपनी सहमति वापस लेता हूँ|मैं अपनी सहमति वापस लेता हूँ|"
            "मैं अपनी सहमति वापस लेती हूँ|मैं सहमति वापस लेता हूँ|सहमति वापस लेनी है|sahmati wapas leta hu|"
            "sahmati wapas leni hai|sehmati wapas|sehmati wapas leni hai"
        ),
        "erase": (
            "मिटाओ|मिटा दो|सब मिटा दो|मेरा डेटा मिटाओ|मेरा डेटा मिटा दो|मेरा डेटा हटाओ|डिलीट करो|मेरी जानकारी मिटाओ|"
            "mitao|mita do|sab mita do|mera data mitao|mera data mita do|mera data hatao|mera data delete karo|"
            "delete karo|meri jankari mitao|मेरा सारा डेटा हटा दो|मेरा डेटा हटा दो|मेरा डाटा मिटा दो|सब कुछ मिटा दो|"
            "मेरी जानकारी मिटा दो|मेरी जानकारी हटा दो|डिलीट कर दो|mera sara data hata do|mera data hata do|"
            "sab kuch mita do|meri jankari mita do|delete kar do|"
            "मिटाइए|मिटा दीजिए|मिटा दें|सब मिटा दीजिए|डिलीट|सब डिलीट कर दो|mitaiye|mita dijiye|mita dein|sab delete kar do"
        ),
        "later": (
            "बाद में|बाद मे|अभी नहीं|फिर कभी|कल करूंगा|बाद में करूंगा|बाद में करूंगी|बाद में याद दिलाना|baad me|"
            "baad mein|bad me|bad mein|abhi nahi|abhi nahin|phir kabhi|fir kabhi|baad me karunga|baad me karungi|"
            "kal karunga|baad me yaad dilana|बाद में करेंगे|बाद में करते हैं|बाद में बताऊंगा|बाद में बताऊंगी|"
            "बाद मे बताऊंगा|कल करेंगे|baad me karenge|baad mein karenge|baad me batata hu|baad me bataunga"
        ),
        "status": (
            "स्थिति|स्टेटस|मेरी स्थिति|क्या हुआ|मेरा क्या हुआ|मेरा काम कहाँ तक पहुँचा|sthiti|meri sthiti|kya hua|"
            "mera kya hua|mera status|mera status kya hai"
        ),
        "start": (
            "शुरू|शुरू करो|शुरू करें|शुरू करते हैं|नमस्ते|नमस्कार|प्रणाम|राम राम|हेलो|हाय|फिर से शुरू|shuru|"
            "shuru karo|shuru kare|shuru karte hain|shuru karein|namaskar|pranam|ram ram|phir se shuru"
        ),
        "submit": (
            "जमा|जमा करो|जमा करें|भेजो|भेज दो|भेज दीजिए|भेजें|सबमिट|सबमिट करो|jama|jama karo|jama kare|bhejo|bhej do|"
            "bhej dijiye|submit karo|submit kar do"
        ),
        "another": (
            "एक और|और एक|और जोड़ो|एक और जोड़ो|दूसरा जोड़ो|ek aur|aur ek|aur jodo|ek aur jodo|ek or|dusra jodo|"
            "एक और जोड़ें"
        ),
        "done": (
            "हो गया|पूरा|पूरा हो गया|बस इतना|इतना ही|बस इतना ही|और नहीं|खत्म|समाप्त|ho gaya|hogaya|ho gya|"
            "pura ho gaya|poora ho gaya|bas itna|bas itna hi|itna hi|aur nahi|khatam|khatm|और नहीं जोड़ना|aur nahin"
        ),
        "keep": (
            "रहने दो|रहने दें|वही|वही रखो|यही रखो|ऐसे ही रहने दो|वैसा ही|rehne do|rahne do|wahi|wahi rakho|"
            "yahi rakho|aise hi rehne do|same rakho|same rehne do|यही रखें"
        ),
        "edit": (
            "बदलो|बदलें|बदलना है|सुधारो|सुधारें|जवाब बदलो|जवाब बदलना है|badlo|badle|badalna hai|badlna hai|sudharo|"
            "jawab badlo|jawab badalna hai|change karo|change karna hai"
        ),
    },
    "mr": {
        "back": (
            "मागे|परत|मागे जा|मागचा प्रश्न|आधीचा प्रश्न|मागील|mage|maage|parat|mage ja|magcha prashna|"
            "adhicha prashna|magil|मागील प्रश्न|परत मागे|परत मागे जा|मागे जायचं आहे|मागे जायचे आहे|"
            "मागच्या प्रश्नावर जा|magil prashna|parat mage|mage jaycha ahe"
        ),
        "skip": (
            "सोडून द्या|वगळा|पुढे|पुढे चला|पुढचा प्रश्न|पुढील|माहीत नाही|माहित नाही|स्किप|sodun dya|vagla|pudhe|"
            "pudhe chala|pudhcha prashna|pudhil|mahit nahi|maahit nahi|हा प्रश्न सोडा|हा प्रश्न सोडून द्या|"
            "प्रश्न सोडा|पुढे जा|पुढे जाऊ|राहू द्या पुढे|ठाऊक नाही|ha prashna soda|pudhe ja|"
            "skip kara|skip kar|स्किप करा"
        ),
        "help": (
            "मदत|मदत करा|मदत हवी|मदत पाहिजे|मदत हवी आहे|समजले नाही|समजलं नाही|कळले नाही|कळलं नाही|हे काय आहे|"
            "म्हणजे काय|कसे|कसं|हेल्प|madat|madat kara|madat havi|madat pahije|madat havi ahe|samajle nahi|"
            "samajla nahi|kalale nahi|kalla nahi|he kay ahe|he kay aahe|mhanje kay|kase|समजत नाही|कळत नाही|"
            "समजावून सांगा|समजलं नाही मला|मदत करा ना|काय करायचं|samjat nahi|kalat nahi|kalala nahi|samjavun sanga|"
            "kay karaycha"
        ),
        "stop": (
            "थांबा|थांब|थांबवा|बंद|बंद करा|मेसेज पाठवू नका|संदेश पाठवू नका|रद्द|रद्द करा|स्टॉप|thamba|thaamba|thamb|"
            "thambva|band|band kara|message pathavu naka|msg pathavu naka|radd kara|मेसेज बंद करा|मेसेज नको|"
            "संदेश बंद करा|message band kara|message nako|रस नाही|मला रस नाही|आवड नाही|ras nahi|mala ras nahi|"
            "interest nahi|avad nahi"
        ),
        "review": (
            "माझी उत्तरे|माझी उत्तरं|उत्तरे दाखवा|माझी उत्तरे दाखवा|उत्तरे पहा|तपासा|mazi uttare|majhi uttare|"
            "uttare dakhva|mazi uttare dakhva|uttare paha|tapasa|माझी उत्तरे बघू|उत्तरे बघा"
        ),
        "language": (
            "भाषा|भाषा बदला|दुसरी भाषा|भाषा बदलायची आहे|bhasha|bhasha badla|dusri bhasha|bhasha badlaychi ahe|"
            "bhaasha|भाषा बदलायची|भाषा बदल|bhasha badlaychi|bhasha badal"
        ),
        "human": (
            "माणूस|माणसाशी बोला|"
            "माणसाशी बोलायचं आहे|माणसाशी बोलायचे आहे|कोणाशी तरी बोलायचे आहे|बोलायचं आहे|बोलायचे आहे|एजंट|"
            "फोन करा|मला फोन करा|कॉल करा|manus|mansashi bolaycha ahe|bolaycha ahe|bolayche ahe|phone kara|"
            "mala phone kara|call kara|माणसाशी बोलायचे|माणसाशी बोलायचं|कोणाशी बोलायचं आहे|कोणाशी तरी बोलायचं आहे|"
            "kunashi bolaycha ahe|konashi bolaycha ahe|माणसाला विचारा"
        ),
        "mydata": (
            "माझा डेटा|माझी माहिती|माझी माहिती दाखवा|माझा डेटा दाखवा|maza data|majha data|mazi mahiti|majhi mahiti|"
            "mazi mahiti dakhva|माझी माहिती पहा|माझी माहिती बघायची आहे"
        ),
        "withdraw": (
            "संमती मागे|संमती मागे घ्या|संमती मागे घेतो|संमती मागे घेते|संमती मागे घ्यायची आहे|परवानगी मागे घेतो|"
            "sammati mage|sammati mage ghya|sammati mage gheto|sammati mage ghete|parvangi mage gheto|"
            "माझी संमती मागे घ्या|माझी संमती मागे घेतो|संमती काढून घ्या|mazi sammati mage ghya"
        ),
        "erase": (
            "पुसा|माझा डेटा हटवा|"
            "पुसून टाका|सगळं पुसून टाका|माझा डेटा पुसा|माझी माहिती पुसा|माझी माहिती काढून टाका|डिलीट करा|pusa|"
            "pusun taka|sagla pusun taka|maza data pusa|mazi mahiti pusa|mazi mahiti kadhun taka|"
            "maza data delete kara|delete kara|माझी सगळी माहिती पुसा|माझी सर्व माहिती पुसा|माझी माहिती पुसून टाका|"
            "सर्व पुसा|सगळे पुसून टाका|mazi sagli mahiti pusa|sarva pusun taka|"
            "सगळं डिलीट करा|डिलीट करून टाका|sagla delete kara"
        ),
        "later": (
            "नंतर|आता नको|आत्ता नको|नंतर करतो|नंतर करते|उद्या करतो|नंतर आठवण करा|nantar|aata nako|ata nako|atta nako|"
            "nantar karto|nantar karte|udya karto|nantar athvan kara|नंतर करू|नंतर करेन|आत्ता नाही|आता नाही|"
            "उद्या करू|nantar karu|aata nahi|atta nahi|udya karu"
        ),
        "status": (
            "स्थिती|माझी स्थिती|स्टेटस|काय झालं|काय झाले|माझं काय झालं|sthiti|mazi sthiti|kay zala|kay jhala|"
            "kay zale|maza status|maza kay zala"
        ),
        "start": (
            "सुरू|सुरू करा|सुरुवात|सुरुवात करा|सुरू करूया|नमस्कार|नमस्ते|राम राम|हॅलो|पुन्हा सुरू करा|suru|suru kara|"
            "suruvat|suruvat kara|suru karuya|namaskar|ram ram|punha suru kara"
        ),
        "submit": (
            "सबमिट|सबमिट करा|जमा करा|पाठवा|पाठवून द्या|सादर करा|submit kara|jama kara|pathva|pathavun dya|sadar kara"
        ),
        "another": (
            "आणखी एक|अजून एक|आणखी एक जोडा|अजून एक जोडा|आणखी जोडा|दुसरा जोडा|ankhi ek|aankhi ek|ajun ek|ankhi ek joda|"
            "ajun ek joda|ankhi joda"
        ),
        "done": (
            "झाले|झालं|पूर्ण|पूर्ण झाले|पूर्ण झालं|एवढेच|एवढंच|संपले|संपलं|आणखी नाही|zale|zala|jhale|jhala|purna|"
            "purna zale|evdhech|evdhach|sampla|sample|ankhi nahi|आणखी नको|अजून नको|aankhi nako|ajun nako"
        ),
        "keep": (
            "राहू द्या|राहू दे|तेच|तेच ठेवा|हेच ठेवा|तसेच ठेवा|असू द्या|rahu dya|rahu de|tech|tech theva|hech theva|"
            "tasech theva|asu dya"
        ),
        "edit": (
            "बदला|बदलायचं आहे|बदलायचे आहे|उत्तर बदला|दुरुस्त करा|badla|badlaycha ahe|badlayche ahe|uttar badla|"
            "durust kara|change kara"
        ),
    },
    "ta": {
        "back": (
            "பின்|திரும்பு|"
            "பின்னால்|பின்னே|முந்தைய|முந்தைய கேள்வி|பின் செல்|பின்செல்|திரும்ப|pin|pinnal|pinnaal|munthaiya|"
            "mundhaya|munthaiya kelvi|thirumba|back po|pinnadi|முந்தைய கேள்விக்கு போ|முந்தைய கேள்விக்குச் செல்|"
            "பின்னாடி போ|பின்னாடி|பின்னாடி போங்க|முன்னாடி கேள்வி|முந்தின கேள்வி|பின்னே போ|பின்னால் போ|pinnadi po|"
            "pinnadi ponga|munnadi kelvi|pinnala po"
        ),
        "skip": (
            "தவிர்|தவிர்க்கவும்|விடு|விட்டு விடு|விட்டுவிடுங்கள்|அடுத்து|அடுத்த கேள்வி|அடுத்தது|தெரியாது|தெரியவில்லை|"
            "ஸ்கிப்|thavir|vidu|vittudunga|vittu vidunga|aduthu|aduthathu|adutha kelvi|theriyathu|theriyadhu|"
            "theriyala|theriyavillai|skip pannunga|skip pannu|விடுங்க|விடுங்கள்|அடுத்த கேள்விக்கு போ|"
            "அடுத்த கேள்விக்கு போகலாம்|அடுத்த கேள்விக்குச் செல்|தெரியலை|தெரியல|தெரியலைங்க|தெரியலீங்க|இதை விடு|"
            "விட்டுடுங்க|தவிர்க்க|adutha kelviku po|theriyalai|theriyalainga|vitrunga|vittudu"
        ),
        "help": (
            "உதவி|உதவுங்கள்|உதவி வேண்டும்|புரியவில்லை|புரியல|இது என்ன|என்ன அர்த்தம்|எப்படி|ஹெல்ப்|udhavi|uthavi|"
            "udavi|udhavunga|uthavi vendum|udhavi venum|help pannunga|puriyala|puriyavillai|ithu enna|idhu enna|"
            "enna artham|eppadi|epdi|புரியலை|புரியலைங்க|புரியலீங்க|உதவி செய்யுங்கள்|உதவி செய்|உதவி பண்ணுங்க|"
            "உதவி தேவை|என்ன செய்யணும்|puriyalai|puriyalainga|udhavi pannunga|uthavi pannunga|udhavi thevai|"
            "enna seiyanum"
        ),
        "stop": (
            "நிறுத்து|நிறுத்துங்கள்|நிறுத்தவும்|நிறுத்துக|ரத்து|ரத்து செய்|செய்தி அனுப்ப வேண்டாம்|"
            "மெசேஜ் அனுப்பாதீர்கள்|ஸ்டாப்|niruthu|niruthunga|nirutthu|niruthungal|nirutthunga|rathu|rathu sei|"
            "message anuppatheenga|message anupathinga|stop pannunga|msg venam|நிறுத்துங்க|நிறுத்திடுங்க|"
            "மெசேஜ் வேண்டாம்|செய்தி வேண்டாம்|மெசேஜ் அனுப்பாதீங்க|niruthidunga|message venam|message vendam|"
            "விருப்பமில்லை|விருப்பம் இல்லை|எனக்கு விருப்பமில்லை|ஆர்வமில்லை|viruppamillai|viruppam illai|"
            "virupam illai|interest illai|interest illa"
        ),
        "review": (
            "என் பதில்கள்|என் பதில்களைக் காட்டு|பதில்களைக் காட்டு|பதில்கள்|சரிபார்|மறுபார்வை|en pathilgal|"
            "en badhilgal|pathilgal|badhilgalai kaattu|pathil kaattunga|saripaar|என் பதில்களைக் காட்டுங்கள்|"
            "என் பதில்களை காட்டு|பதில்களைப் பார்க்க வேண்டும்"
        ),
        "language": (
            "மொழி|மொழி மாற்று|மொழியை மாற்று|மொழி மாற்ற வேண்டும்|வேறு மொழி|mozhi|moli|mozhi maatru|mozhi matru|"
            "mozhiyai maatru|mozhi mathanum|vera mozhi|veru mozhi|language mathunga|language maathu|மொழியை மாற்றவும்|"
            "மொழியை மாற்றுங்கள்|மொழி மாற்றம்|மொழி மாத்தணும்|மொழி மாற்றுங்கள்|வேற மொழி|mozhi mathunga|mozhi maathanum"
        ),
        "human": (
            "மனிதர்|ஆளிடம் பேச|"
            "ஆளிடம் பேச வேண்டும்|ஒருவரிடம் பேச வேண்டும்|பேச வேண்டும்|முகவர்|போன் பண்ணுங்க|அழைக்கவும்|"
            "என்னை அழைக்கவும்|manithar|pesa vendum|pesanum|oruthar kitta pesanum|aal kitta pesanum|phone pannunga|"
            "call pannunga|azhaikkavum|யாராவது கிட்ட பேசணும்|யாரிடமாவது பேச வேண்டும்|ஒருத்தர் கிட்ட பேசணும்|"
            "ஆள் கிட்ட பேசணும்|பேசணும்|yaaravadhu kitta pesanum|yaar kittayavathu pesanum|ஒருவரிடம் கேட்க"
        ),
        "mydata": (
            "என் தரவு|என் தகவல்|என் தகவல்கள்|என் விவரங்கள்|என் தகவலைக் காட்டு|en tharavu|en thagaval|en thagavalgal|"
            "en vivarangal|en data|ennoda data|en data kaattu|என் தகவல்களைக் காட்டு|என் தகவல்களை காட்டு|"
            "என் தகவல்களைக் காட்டுங்கள்|என் விவரங்களைக் காட்டு"
        ),
        "withdraw": (
            "ஒப்புதலைத் திரும்பப் பெறு|ஒப்புதல் திரும்ப|சம்மதத்தைத் திரும்பப் பெறு|ஒப்புதலை திரும்பப் பெறுகிறேன்|"
            "சம்மதம் திரும்ப|oppudhal thirumba|opputhalai thirumba peru|sammatham thirumba|sammadham thirumba peru|"
            "consent thirumba|என் ஒப்புதலைத் திரும்பப் பெறு|ஒப்புதலை வாபஸ் பெறு|சம்மதத்தை வாபஸ் வாங்கு|oppudhal vapas"
        ),
        "erase": (
            "அழி|அழித்துவிடு|அழிக்கவும்|என் தரவை அழி|என் தகவலை அழி|எல்லாவற்றையும் அழி|நீக்கு|என் தகவல்களை நீக்கு|"
            "azhi|azhithu vidu|en tharavai azhi|en data azhi|en thagavalai azhi|ellam azhi|neekku|delete pannunga|"
            "en data delete pannunga|என் தரவை நீக்கு|என் தகவலை நீக்கு|எல்லாத்தையும் அழி|எல்லாவற்றையும் நீக்கு|"
            "என் டேட்டாவை அழி|en tharavai neekku|ellathaiyum azhi|"
            "அழித்துவிடுங்கள்|அழிச்சிடுங்க|டெலீட் பண்ணுங்க|azhichidunga|ellam delete pannunga"
        ),
        "later": (
            "பிறகு|அப்புறம்|பின்னர்|பின்பு|இப்போது வேண்டாம்|இப்ப வேண்டாம்|நாளை செய்கிறேன்|piragu|apram|appuram|"
            "pinnar|pinbu|ippo venam|ippo vendam|ippa venam|naalai seigiren|nalaiku panren|இப்போ வேணாம்|"
            "இப்போ வேண்டாம்|அப்புறம் பண்றேன்|அப்புறமா|அப்புறம் செய்கிறேன்|பிறகு செய்கிறேன்|நாளைக்கு பண்றேன்|"
            "apram panren|appuram panren|apparam|appurama"
        ),
        "status": (
            "நிலை|என் நிலை|என்ன ஆச்சு|என்ன ஆனது|நிலைமை|ஸ்டேட்டஸ்|nilai|en nilai|enna aachu|enna achu|nilamai|"
            "nilaimai|en status"
        ),
        "start": (
            "தொடங்கு|தொடங்கவும்|ஆரம்பி|ஆரம்பிக்கலாம்|ஆரம்பம்|வணக்கம்|ஹலோ|மீண்டும் தொடங்கு|thodangu|thodangavum|"
            "aarambi|arambi|aarambikalam|arambikkalam|vanakkam|vanakam|start pannunga|start pannalam"
        ),
        "submit": (
            "சமர்ப்பி|சமர்ப்பிக்கவும்|அனுப்பு|அனுப்புங்கள்|அனுப்பவும்|samarpi|samarppi|samarpikkavum|anuppu|anupu|"
            "anuppunga|anupunga|submit pannunga|submit pannu"
        ),
        "another": (
            "இன்னொன்று|மற்றொன்று|இன்னும் ஒன்று|இன்னொன்று சேர்|மேலும் சேர்|innonnu|innondru|matrondru|innum onnu|"
            "innum ondru|innonnu ser|melum ser|innoru"
        ),
        "done": (
            "முடிந்தது|முடிஞ்சது|முடிந்துவிட்டது|அவ்வளவுதான்|அவ்ளோதான்|போதும்|வேறு இல்லை|mudinthathu|mudindhadhu|"
            "mudinjathu|mudinjadhu|mudinjidichu|avlothaan|avlothan|avvalavuthan|avlodhan|pothum|podhum|vera illa|"
            "வேற இல்ல|வேறு எதுவும் இல்லை|இன்னும் வேண்டாம்|vera illai|vera edhuvum illa"
        ),
        "keep": (
            "அப்படியே இருக்கட்டும்|இருக்கட்டும்|அதே|அதையே வை|இதையே வை|மாற்ற வேண்டாம்|appadiye irukattum|"
            "appadiye irukkattum|irukkattum|irukattum|athe|adhe|athaiye vai|matra vendam|maatha vendam"
        ),
        "edit": (
            "மாற்று|மாற்றவும்|மாற்ற வேண்டும்|திருத்து|திருத்தவும்|பதிலை மாற்று|maatru|matru|mathanum|maathanum|"
            "thiruthu|thiruththu|pathilai maatru|change pannanum|change pannunga"
        ),
    },
    "bn": {
        "back": (
            "পিছনে|পেছনে|ফিরে যাও|ফিরে যান|আগের প্রশ্ন|আগেরটা|পিছনে যাও|পিছনে যান|ফেরত|pichhone|pichone|pechone|"
            "fire jao|fire jan|phire jao|phire jan|ager proshno|agerta|ferot|পিছনে ফিরে যান|আগের প্রশ্নে যান|"
            "আগের প্রশ্নে ফিরে যান|পেছনে যান|পেছনে ফিরে যান|আগে ফিরে যান|pichone jan|pichhone jao|ager proshne jan"
        ),
        "skip": (
            "বাদ দিন|বাদ দাও|বাদ|ছেড়ে দিন|ছেড়ে দাও|এড়িয়ে যান|পরেরটা|পরের প্রশ্ন|জানি না|জানা নেই|স্কিপ|bad din|"
            "baad din|bad dao|baad dao|chhere din|chere din|chere dao|eriye jan|porerta|porer proshno|jani na|"
            "jana nei|skip korun|skip koro|এটা বাদ দিন|এটা ছেড়ে দিন|এই প্রশ্ন বাদ দিন|পরের প্রশ্নে যান|থাক পরে|"
            "বলতে পারছি না|eta bad din|porer proshne jan"
        ),
        "help": (
            "সাহায্য|সাহায্য করুন|সাহায্য চাই|সাহায্য লাগবে|বুঝিনি|বুঝলাম না|বুঝতে পারিনি|বুঝতে পারছি না|এটা কী|"
            "এটা কি|মানে কী|মানে কি|কীভাবে|কিভাবে|হেল্প|sahajjo|shahajjo|sahajya|sahajjo korun|sahajjo chai|bujhini|"
            "bujhi ni|bujhlam na|bujhte parchi na|bujhte parini|eta ki|mane ki|kibhabe|kivabe|সাহায্য দরকার|"
            "আমার সাহায্য দরকার|আমাকে সাহায্য করুন|বুঝতে পারলাম না|বুঝিয়ে দিন|বুঝিয়ে বলুন|কী করব|sahajjo dorkar|"
            "bujhiye din|bujhiye bolun|bujhte parlam na|ki korbo"
        ),
        "stop": (
            "থামুন|থামো|থামান|বন্ধ|বন্ধ করুন|বন্ধ করো|মেসেজ পাঠাবেন না|আর মেসেজ পাঠাবেন না|বাতিল|বাতিল করুন|স্টপ|"
            "thamun|thamo|thaman|bondho|bondho korun|bondho koro|bandho korun|message pathaben na|msg pathaben na|"
            "batil|batil korun|বন্ধ করে দিন|মেসেজ বন্ধ করুন|থামিয়ে দিন|bondho kore din|message bondho korun|"
            "আগ্রহ নেই|আমার আগ্রহ নেই|ইচ্ছা নেই|agroho nei|amar agroho nei|iccha nei|interest nei"
        ),
        "review": (
            "আমার উত্তর|আমার উত্তরগুলো|উত্তর দেখাও|উত্তর দেখান|উত্তরগুলো দেখান|যাচাই|amar uttor|amar uttorgulo|"
            "uttor dekhao|uttor dekhan|jachai|আমার উত্তর দেখতে চাই"
        ),
        "language": (
            "ভাষা|ভাষা বদলান|ভাষা বদলাও|ভাষা পরিবর্তন|অন্য ভাষা|ভাষা পাল্টান|bhasha|bhasa|vasha|bhasha bodlan|"
            "bhasha bodlao|bhasha poriborton|onno bhasha|bhasha paltan|ভাষা বদলাতে চাই|ভাষা বদল করুন|ভাষা বদলে দিন|"
            "bhasha bodlate chai|bhasha bodol korun"
        ),
        "human": (
            "মানুষ|মানুষের সাথে কথা|"
            "মানুষের সাথে কথা বলব|কারো সাথে কথা বলতে চাই|কথা বলতে চাই|কথা বলব|এজেন্ট|ফোন করুন|আমাকে ফোন করুন|"
            "কল করুন|manush|manusher sathe kotha bolbo|karo sathe kotha bolte chai|kotha bolte chai|kotha bolbo|"
            "phone korun|fon korun|call korun|amake phone korun|কারও সাথে কথা বলতে চাই|কারও সঙ্গে কথা বলতে চাই|"
            "কারো সঙ্গে কথা বলতে চাই|মানুষের সাথে কথা বলতে চাই|মানুষের সঙ্গে কথা বলব|karor sathe kotha bolte chai|"
            "manusher sathe kotha bolte chai|কাউকে জিজ্ঞাসা করুন"
        ),
        "mydata": (
            "আমার তথ্য|আমার ডেটা|আমার ডাটা|আমার তথ্য দেখান|আমার তথ্য দেখাও|amar tothyo|amar tottho|amar data|"
            "amar tothyo dekhan|amar data dekhan|আমার তথ্য দেখতে চাই|আমার সব তথ্য দেখান"
        ),
        "withdraw": (
            "সম্মতি প্রত্যাহার|সম্মতি প্রত্যাহার করুন|সম্মতি ফিরিয়ে নিন|সম্মতি তুলে নিন|সম্মতি ফেরত|"
            "sommoti prottahar|sommoti protyahar|sommoti firiye nin|sommoti tule nin|sommoti ferot|"
            "সম্মতি প্রত্যাহার করছি|আমি সম্মতি প্রত্যাহার করছি|আমার সম্মতি প্রত্যাহার করুন|আমার সম্মতি ফিরিয়ে নিন|"
            "sommoti prottahar korchi"
        ),
        "erase": (
            "মুছে দিন|মুছুন|মুছে ফেলুন|সব মুছে দিন|আমার তথ্য মুছে দিন|আমার তথ্য মুছুন|আমার ডেটা মুছে দিন|ডিলিট করুন|"
            "muche din|muchhe din|muchun|muche felun|sob muche din|amar tothyo muche din|amar data muche din|"
            "amar data delete korun|delete korun|আমার সব তথ্য মুছে দিন|আমার সব তথ্য মুছে ফেলুন|সবকিছু মুছে দিন|"
            "আমার তথ্য মুছে ফেলুন|sobkichu muche din|amar sob tothyo muche din|"
            "মুছে দাও|সব মুছে দাও|মুছে ফেলো|ডিলিট করো|ডিলিট করে দিন|muche dao|sob muche dao|delete koro|delete kore din"
        ),
        "later": (
            "পরে|পরে করব|পরে করবো|এখন না|এখন নয়|কাল করব|পরে মনে করাবেন|pore|pore korbo|pore korb|ekhon na|akhon na|"
            "ekhon noy|kal korbo|pore mone koraben|পরে করছি|পরে দেব|পরে বলব|pore bolbo|pore korchi"
        ),
        "status": (
            "অবস্থা|আমার অবস্থা|স্ট্যাটাস|কী হল|কী হলো|কতদূর হল|obostha|amar obostha|ki holo|amar status|kotodur holo"
        ),
        "start": (
            "শুরু|শুরু করুন|শুরু করো|শুরু করি|নমস্কার|আদাব|হ্যালো|আবার শুরু|shuru|suru|shuru korun|suru korun|"
            "shuru koro|shuru kori|nomoshkar|nomoskar|adab|abar shuru"
        ),
        "submit": (
            "জমা দিন|জমা|জমা দাও|জমা করুন|পাঠান|পাঠিয়ে দিন|সাবমিট|সাবমিট করুন|joma din|joma|joma dao|joma korun|"
            "pathiye din|submit korun"
        ),
        "another": (
            "আরেকটা|আরেকটি|আরও একটা|আর একটা|আরও যোগ করুন|আরেকটা যোগ করুন|arekta|arekti|aro ekta|ar ekta|"
            "aro jog korun|arekta jog korun|আরও একটা যোগ করুন"
        ),
        "done": (
            "হয়ে গেছে|শেষ|সব শেষ|আর নেই|এই পর্যন্ত|ব্যাস|এটুকুই|সম্পূর্ণ|hoye geche|hoye gechhe|hoye gese|shesh|"
            "sesh|ar nei|ei porjonto|etukui|sompurno|আর না|আর লাগবে না|আর কিছু নেই|ar na|ar lagbe na"
        ),
        "keep": (
            "থাক|থাকুক|যেমন আছে থাক|যেমন আছে থাকুক|একই|একই থাক|একই রাখুন|এটাই রাখুন|thak|thakuk|jemon ache thak|eki|"
            "eki thak|eki rakhun|etai rakhun"
        ),
        "edit": (
            "বদলান|বদলাও|বদলাতে চাই|ঠিক করুন|উত্তর বদলান|সংশোধন|সংশোধন করুন|bodlan|bodlao|bodlate chai|uttor bodlan|"
            "songshodhon|songshodhon korun|change korun"
        ),
    },
    "gu": {
        "back": (
            "પાછા|પાછળ|પાછું|પાછા જાઓ|પાછળ જાઓ|આગળનો પ્રશ્ન|પાછલો પ્રશ્ન|paccha|pacha|pachha|pachhal|pachal|pachhu|"
            "pacha jao|pachhal jao|pachhlo prashna|aglo prashna|પાછળ જાવ|પાછા જાવ|પાછલા પ્રશ્ન પર જાઓ|આગલો પ્રશ્ન|"
            "pacha jav|pachhal jav|pachhla prashna par jao"
        ),
        "skip": (
            "છોડો|છોડી દો|રહેવા દઈને આગળ|આગળ|આગળ વધો|આગળનો|પછીનો પ્રશ્ન|ખબર નથી|મને ખબર નથી|સ્કિપ|chhodo|chodo|"
            "chhodi do|chodi do|aagal|aagal vadho|agal vadho|pachhino prashna|khabar nathi|mane khabar nathi|આગળ જાઓ|"
            "આગળ જાવ|આગળ ચાલો|આ છોડી દો|આ પ્રશ્ન છોડો|છોડી દ્યો|જવા દો|aagal jao|agal jao|aa chhodi do|java do|"
            "skip karo|skip kari do|સ્કિપ કરો"
        ),
        "help": (
            "મદદ|મદદ કરો|મદદ જોઈએ|મદદ જોઈએ છે|સમજાયું નહીં|સમજ ન પડી|સમજ નથી પડતી|આ શું છે|એટલે શું|કેવી રીતે|હેલ્પ|"
            "madad|madad karo|madad joiye|madad joie|samjayu nahi|samajayu nahi|samaj na padi|samaj nathi padti|"
            "aa shu che|aa su che|aa shu chhe|etle shu|etle su|kevi rite|સમજાતું નથી|સમજાયું નહિ|સમજાયું નથી|"
            "સમજ નથી પડી|સમજાવો|મદદ કરશો|શું કરવાનું|samjatu nathi|samjayu nathi|samajh na padi|samjavo|madad karsho|"
            "shu karvanu"
        ),
        "stop": (
            "રોકો|અટકો|અટકાવો|બંધ|બંધ કરો|મેસેજ ન મોકલો|મેસેજ ના મોકલશો|રદ|રદ કરો|સ્ટોપ|roko|atko|atkavo|bandh|"
            "bandh karo|message na moklo|message na moklsho|rad karo|બંધ કરી દો|મેસેજ બંધ કરો|મેસેજ ના મોકલો|"
            "bandh kari do|message bandh karo|રસ નથી|મને રસ નથી|ઇચ્છા નથી|ras nathi|mane ras nathi|iccha nathi|"
            "interest nathi"
        ),
        "review": (
            "મારા જવાબ|મારા જવાબો|જવાબ બતાવો|મારા જવાબ બતાવો|જવાબ જુઓ|તપાસો|mara jawab|mara javab|mara javabo|"
            "javab batavo|jawab batavo|javab juo|tapaso|મારા જવાબ જોવા છે"
        ),
        "language": (
            "ભાષા|ભાષા બદલો|બીજી ભાષા|ભાષા બદલવી છે|bhasha|bhasha badlo|biji bhasha|bhasha badalvi che|"
            "bhasha badalvi chhe|language badlo|ભાષા બદલાવો|ભાષા બદલી દો|bhasha badlavo"
        ),
        "human": (
            "માણસ|માણસ સાથે વાત|માણસ સાથે વાત કરવી છે|કોઈ સાથે વાત કરવી છે|વાત કરવી છે|એજન્ટ|ફોન કરો|મને ફોન કરો|"
            "કોલ કરો|manas|manas sathe vaat|koi sathe vaat karvi che|vaat karvi che|vaat karvi chhe|vat karvi che|"
            "phone karo|mane phone karo|call karo|કોઈની સાથે વાત કરવી છે|koini sathe vaat karvi che|"
            "koi sathe vat karvi che|manas sathe vat karvi che|માણસને પૂછો"
        ),
        "mydata": (
            "મારો ડેટા|મારી માહિતી|મારી માહિતી બતાવો|મારો ડેટા બતાવો|maro data|mari mahiti|mari maahiti|"
            "mari mahiti batavo|maro data batavo|મારી માહિતી જોવી છે"
        ),
        "withdraw": (
            "સંમતિ પાછી|સંમતિ પાછી લો|સંમતિ પાછી ખેંચો|સંમતિ પાછી લેવી છે|મંજૂરી પાછી લો|sammati pachi|"
            "sammati pachhi|sammati pachi lo|sammati pachi khencho|sammati pachi levi che|manjuri pachi lo|"
            "મારી સંમતિ પાછી લો|સંમતિ પાછી ખેંચું છું"
        ),
        "erase": (
            "ભૂંસો|ભૂંસી નાખો|કાઢી નાખો|બધું કાઢી નાખો|મારો ડેટા ભૂંસો|મારો ડેટા કાઢી નાખો|મારી માહિતી કાઢી નાખો|"
            "ડિલીટ કરો|bhunso|bhunsi nakho|kadhi nakho|badhu kadhi nakho|maro data kadhi nakho|"
            "mari mahiti kadhi nakho|maro data delete karo|delete karo|બધું ભૂંસી નાખો|badhu bhunsi nakho|"
            "ભૂંસી દો|ડિલીટ કરી દો|bhunsi do|delete kari do"
        ),
        "later": (
            "પછી|પછીથી|હમણાં નહીં|અત્યારે નહીં|પછી કરીશ|કાલે કરીશ|પછી યાદ કરાવજો|pachi|pachhi|pachithi|pachhithi|"
            "hamna nahi|hamana nahi|atyare nahi|pachi karish|pachhi karish|kale karish|pachi yaad karavjo|પછી કરીશું|"
            "હમણાં નહિ|pachhi karishu"
        ),
        "status": (
            "સ્થિતિ|મારી સ્થિતિ|સ્ટેટસ|શું થયું|મારું શું થયું|sthiti|mari sthiti|shu thayu|su thayu|maru shu thayu|"
            "maru status"
        ),
        "start": (
            "શરૂ|શરૂ કરો|શરૂ કરીએ|શરૂઆત|નમસ્તે|નમસ્કાર|જય શ્રી કૃષ્ણ|કેમ છો|હેલો|ફરી શરૂ કરો|sharu|saru karo|"
            "sharu karo|sharu kariye|sharuat|namaskar|jay shree krishna|jai shri krishna|kem cho|fari sharu karo"
        ),
        "submit": "સબમિટ|સબમિટ કરો|જમા કરો|મોકલો|મોકલી દો|મોકલી આપો|submit karo|jama karo|moklo|mokli do|mokli aapo",
        "another": (
            "બીજું એક|એક બીજું|હજુ એક|વધુ એક|બીજું ઉમેરો|વધુ ઉમેરો|biju ek|ek biju|haju ek|vadhu ek|biju umero|"
            "vadhu umero|bijo umero|એક વધુ ઉમેરો"
        ),
        "done": (
            "થઈ ગયું|થયું|પૂરું|પૂરું થયું|બસ આટલું|આટલું જ|વધુ નહીં|વધુ નથી|thai gayu|thay gayu|thayu|puru|"
            "puru thayu|bas aatlu|aatlu j|vadhu nathi|વધારે નહીં|બીજું નહીં|બીજું નથી|vadhu nahi|vadhare nahi|"
            "biju nathi"
        ),
        "keep": (
            "રહેવા દો|એમ જ રહેવા દો|એ જ|એ જ રાખો|આ જ રાખો|તે જ રાખો|raheva do|rehva do|em j raheva do|e j|e j rakho|"
            "aa j rakho|te j rakho"
        ),
        "edit": (
            "બદલો|બદલવું છે|સુધારો|જવાબ બદલો|સુધારવું છે|badlo|badalvu che|badalvu chhe|sudharo|javab badlo|"
            "jawab badlo|sudharvu che|change karo"
        ),
    },
    "kn": {
        "back": (
            "ಹಿಂದೆ|ಹಿಂದಕ್ಕೆ|ಹಿಂದಿನ|ಹಿಂದಿನ ಪ್ರಶ್ನೆ|ಹಿಂದೆ ಹೋಗಿ|ವಾಪಸ್|hinde|hindakke|hindina|hindina prashne|hinde hogi|"
            "vapas|wapas|ಹಿಂದಕ್ಕೆ ಹೋಗಿ|ಹಿಂದಿನ ಪ್ರಶ್ನೆಗೆ ಹೋಗಿ|hindakke hogi|hindina prashnege hogi"
        ),
        "skip": (
            "ಬಿಡಿ|ಬಿಟ್ಟುಬಿಡಿ|ಬಿಟ್ಟು ಬಿಡಿ|ಮುಂದೆ|ಮುಂದಿನ|ಮುಂದಿನ ಪ್ರಶ್ನೆ|ಮುಂದೆ ಹೋಗಿ|ಗೊತ್ತಿಲ್ಲ|ನನಗೆ ಗೊತ್ತಿಲ್ಲ|ತಿಳಿದಿಲ್ಲ|"
            "ಸ್ಕಿಪ್|bittubidi|bittu bidi|munde|mundina|mundina prashne|munde hogi|gottilla|gothilla|nanage gottilla|"
            "nange gottilla|skip madi|skip maadi|ಮುಂದಿನ ಪ್ರಶ್ನೆಗೆ ಹೋಗಿ|ಈ ಪ್ರಶ್ನೆ ಬಿಡಿ|ee prashne bidi"
        ),
        "help": (
            "ಸಹಾಯ|ಸಹಾಯ ಮಾಡಿ|ಸಹಾಯ ಬೇಕು|ಅರ್ಥವಾಗಲಿಲ್ಲ|ಅರ್ಥ ಆಗಲಿಲ್ಲ|ಅರ್ಥವಾಗಿಲ್ಲ|ಇದು ಏನು|ಇದೇನು|ಹಾಗಂದರೆ ಏನು|ಹೇಗೆ|ಹೆಲ್ಪ್|"
            "sahaya|sahaaya|sahaya madi|sahaya maadi|sahaya beku|help madi|artha agalilla|artha aaglilla|"
            "arthavagalilla|artha agilla|idu enu|idenu|haagandre enu|hege|hegey|ಅರ್ಥ ಆಗ್ತಿಲ್ಲ|ಅರ್ಥವಾಗುತ್ತಿಲ್ಲ|"
            "ವಿವರಿಸಿ|ಏನು ಮಾಡಬೇಕು|artha agtilla|artha aglilla|enu madabeku"
        ),
        "stop": (
            "ನಿಲ್ಲಿಸಿ|ನಿಲ್ಲಿಸು|ನಿಲ್ಲಿ|ಸಾಕು ನಿಲ್ಲಿಸಿ|ರದ್ದು|ರದ್ದು ಮಾಡಿ|ಸಂದೇಶ ಕಳುಹಿಸಬೇಡಿ|ಮೆಸೇಜ್ ಕಳುಹಿಸಬೇಡಿ|ಬಂದ್ ಮಾಡಿ|"
            "ಸ್ಟಾಪ್|nillisi|nilisi|nillisu|nilli|raddu|raddu madi|raddu maadi|message kaluhisabedi|message kalisbedi|"
            "band madi|stop madi|stop maadi|ಸಂದೇಶ ನಿಲ್ಲಿಸಿ|ಸಂದೇಶಗಳನ್ನು ನಿಲ್ಲಿಸಿ|ಮೆಸೇಜ್ ನಿಲ್ಲಿಸಿ|ಮೆಸೇಜ್ ಬೇಡ|"
            "message nillisi|message beda|ಆಸಕ್ತಿ ಇಲ್ಲ|ನನಗೆ ಆಸಕ್ತಿ ಇಲ್ಲ|ಆಸಕ್ತಿಯಿಲ್ಲ|aasakti illa|asakti illa|"
            "nanage aasakti illa|interest illa"
        ),
        "review": (
            "ನನ್ನ ಉತ್ತರಗಳು|ನನ್ನ ಉತ್ತರಗಳನ್ನು ತೋರಿಸಿ|ಉತ್ತರಗಳನ್ನು ತೋರಿಸಿ|ಉತ್ತರ ತೋರಿಸಿ|ಪರಿಶೀಲಿಸಿ|nanna uttaragalu|"
            "uttaragalannu torisi|uttara torisi|uttara thorisi|parishilisi"
        ),
        "language": (
            "ಭಾಷೆ|ಭಾಷೆ ಬದಲಿಸಿ|ಭಾಷೆ ಬದಲಾಯಿಸಿ|ಬೇರೆ ಭಾಷೆ|bhashe|bhaashe|bhashe badalisi|bhashe badlaisi|"
            "bhashe badalayisi|bere bhashe|language change madi|ಭಾಷೆ ಬದಲಾಯಿಸಬೇಕು|ಭಾಷೆಯನ್ನು ಬದಲಿಸಿ|ಭಾಷೆ ಬದಲಾವಣೆ"
        ),
        "human": (
            "ಮನುಷ್ಯ|ಮನುಷ್ಯರೊಂದಿಗೆ ಮಾತು|"
            "ವ್ಯಕ್ತಿ|ಒಬ್ಬರ ಜೊತೆ ಮಾತನಾಡಬೇಕು|ಮಾತನಾಡಬೇಕು|ಯಾರೊಂದಿಗಾದರೂ ಮಾತನಾಡಬೇಕು|ಏಜೆಂಟ್|ಫೋನ್ ಮಾಡಿ|ನನಗೆ ಫೋನ್ ಮಾಡಿ|"
            "ಕರೆ ಮಾಡಿ|manushya|vyakti|matadbeku|maatadbeku|matanadabeku|maathaadbeku|phone madi|phone maadi|"
            "nanage phone madi|call madi|call maadi|kare madi|ಯಾರ ಜೊತೆಗಾದರೂ ಮಾತನಾಡಬೇಕು|ಯಾರಾದರೂ ಜೊತೆ ಮಾತಾಡಬೇಕು|"
            "yaar jotegadru matadbeku|ಒಬ್ಬರನ್ನು ಕೇಳಿ"
        ),
        "mydata": (
            "ನನ್ನ ಡೇಟಾ|ನನ್ನ ಮಾಹಿತಿ|ನನ್ನ ಮಾಹಿತಿ ತೋರಿಸಿ|ನನ್ನ ಡೇಟಾ ತೋರಿಸಿ|nanna data|nanna mahiti|nanna maahiti|"
            "nanna mahiti torisi|nanna data torisi|ನನ್ನ ಮಾಹಿತಿ ನೋಡಬೇಕು"
        ),
        "withdraw": (
            "ಒಪ್ಪಿಗೆ ಹಿಂಪಡೆಯಿರಿ|ಒಪ್ಪಿಗೆ ಹಿಂಪಡೆ|"
            "ಒಪ್ಪಿಗೆ ಹಿಂದಕ್ಕೆ|ಒಪ್ಪಿಗೆ ವಾಪಸ್|ಒಪ್ಪಿಗೆ ಹಿಂತೆಗೆದುಕೊಳ್ಳಿ|ಸಮ್ಮತಿ ಹಿಂಪಡೆಯಿರಿ|"
            "oppige himpadeyiri|oppige hindakke|oppige vapas|oppige wapas|sammati himpadeyiri|oppige hintegedukolli|"
            "ನನ್ನ ಒಪ್ಪಿಗೆ ಹಿಂದಕ್ಕೆ ತೆಗೆದುಕೊಳ್ಳಿ"
        ),
        "erase": (
            "ಅಳಿಸಿ|ಅಳಿಸು|ಎಲ್ಲಾ ಅಳಿಸಿ|ಎಲ್ಲವನ್ನೂ ಅಳಿಸಿ|ನನ್ನ ಡೇಟಾ ಅಳಿಸಿ|ನನ್ನ ಮಾಹಿತಿ ಅಳಿಸಿ|ಡಿಲೀಟ್ ಮಾಡಿ|alisi|alisu|"
            "ella alisi|nanna data alisi|nanna mahiti alisi|delete madi|delete maadi|nanna data delete madi|"
            "ನನ್ನ ಎಲ್ಲಾ ಮಾಹಿತಿ ಅಳಿಸಿ|"
            "ಅಳಿಸಿಬಿಡಿ|ಅಳಿಸಿ ಹಾಕಿ|alisibidi|ella delete madi"
        ),
        "later": (
            "ಆಮೇಲೆ|ನಂತರ|ಈಗ ಬೇಡ|ಆಮೇಲೆ ಮಾಡುತ್ತೇನೆ|ನಾಳೆ ಮಾಡುತ್ತೇನೆ|ನಂತರ ನೆನಪಿಸಿ|amele|aamele|nantara|eega beda|iga beda|"
            "ega beda|amele madtini|aamele maadtini|naale madtini|nantara nenapisi"
        ),
        "status": (
            "ಸ್ಥಿತಿ|ನನ್ನ ಸ್ಥಿತಿ|ಸ್ಟೇಟಸ್|ಏನಾಯಿತು|ಏನಾಯ್ತು|sthiti|sthithi|nanna sthiti|enaayitu|enaythu|enayitu|"
            "nanna status"
        ),
        "start": (
            "ಶುರು|ಶುರು ಮಾಡಿ|ಪ್ರಾರಂಭಿಸಿ|ಆರಂಭಿಸಿ|ಪ್ರಾರಂಭ|ಆರಂಭ|ನಮಸ್ಕಾರ|ನಮಸ್ತೆ|ಹಲೋ|ಮತ್ತೆ ಶುರು ಮಾಡಿ|shuru|shuru madi|"
            "shuru maadi|prarambhisi|arambhisi|prarambha|arambha|namaskara|start madi|start maadi|matte shuru madi"
        ),
        "submit": (
            "ಸಲ್ಲಿಸಿ|ಸಲ್ಲಿಸು|ಕಳುಹಿಸಿ|ಕಳಿಸಿ|ಸಬ್ಮಿಟ್|ಸಬ್ಮಿಟ್ ಮಾಡಿ|sallisi|sallisu|kaluhisi|kalisi|submit madi|"
            "submit maadi"
        ),
        "another": (
            "ಇನ್ನೊಂದು|ಮತ್ತೊಂದು|ಇನ್ನೂ ಒಂದು|ಇನ್ನೊಂದು ಸೇರಿಸಿ|ಮತ್ತೊಂದು ಸೇರಿಸಿ|innondu|mattondu|matthondu|innu ondu|"
            "innondu serisi|mattondu serisi"
        ),
        "done": (
            "ಮುಗಿಯಿತು|ಆಯಿತು ಮುಗಿಯಿತು|ಮುಗೀತು|ಅಷ್ಟೇ|ಇಷ್ಟೇ|ಪೂರ್ಣವಾಯಿತು|ಇನ್ನಿಲ್ಲ|ಸಾಕು|mugiyitu|mugithu|mugitu|ashte|"
            "ashtey|ishte|purnavayitu|saaku|saku|ಇನ್ನು ಬೇಡ|ಬೇರೆ ಇಲ್ಲ|ಇಷ್ಟು ಸಾಕು|innu beda|bere illa|ishtu saku"
        ),
        "keep": (
            "ಹಾಗೇ ಇರಲಿ|ಹಾಗೆಯೇ ಇರಲಿ|ಇರಲಿ|ಅದೇ|ಅದೇ ಇರಲಿ|ಅದನ್ನೇ ಇಡಿ|ಬದಲಿಸಬೇಡಿ|haage irali|hage irali|haageye irali|irali|"
            "ade irali|adanne idi|badalisabedi"
        ),
        "edit": (
            "ಬದಲಿಸಿ|ಬದಲಾಯಿಸಿ|ಬದಲಿಸಬೇಕು|ತಿದ್ದಿ|ಉತ್ತರ ಬದಲಿಸಿ|ಸರಿಪಡಿಸಿ|badalisi|badlaisi|badalayisi|badalisabeku|tiddi|"
            "uttara badalisi|saripadisi|change madi|change maadi"
        ),
    },
    "te": {
        "back": (
            "వెనక్కి|వెనుకకు|వెనక్కు|వెనక్కి వెళ్ళు|వెనక్కి వెళ్లండి|వెనక్కి వెళ్ళండి|వెనక్కు వెళ్ళండి|మునుపటి|"
            "మునుపటి ప్రశ్న|ముందు ప్రశ్న|venakki|venukaku|venakku|venakki vellu|venakki vellandi|munupati|"
            "munupati prashna|mundu prashna|వెనక్కి పోండి|ముందరి ప్రశ్న|మునుపటి ప్రశ్నకు వెళ్ళండి|"
            "mundu prasnaki vellu"
        ),
        "skip": (
            "వదిలేయండి|వదిలెయ్|వదిలేయి|దాటవేయి|దాటవేయండి|తర్వాతి ప్రశ్న|తరువాతి|తర్వాతి|తెలియదు|నాకు తెలియదు|తెలీదు|"
            "స్కిప్|vadileyandi|vadiley|vadileyi|vadilesey|daataveyi|datavey|tarvati|tarvati prashna|taruvati|"
            "teliyadu|theliyadu|naaku teliyadu|naku teliyadu|telidu|teleedu|skip cheyandi|skip cheyyi|"
            "ఈ ప్రశ్న వదిలేయండి|ముందుకు వెళ్ళండి|తెలియట్లేదు|ee prashna vadileyandi|munduku vellandi|teledu|theledu|"
            "teliyaledu"
        ),
        "help": (
            "సహాయం|సాయం|సహాయం చేయండి|సహాయం కావాలి|సాయం కావాలి|అర్థం కాలేదు|నాకు అర్థం కాలేదు|ఇది ఏమిటి|ఇదేంటి|"
            "అంటే ఏమిటి|ఎలా|హెల్ప్|sahayam|saayam|sayam|sahayam cheyandi|sahayam kavali|sayam kavali|help cheyandi|"
            "artham kaledu|ardham kaledu|ardam kaledu|naku ardham kaledu|idi emiti|identi|ante emiti|ante enti|ela|"
            "elaa|అర్థం కావడం లేదు|అర్థం కావట్లేదు|అర్థం కాలే|ఏం చేయాలి|వివరించండి|artham kavatledu|"
            "artham kaavadam ledu|em cheyali"
        ),
        "stop": (
            "ఆపు|ఆపండి|ఆపేయండి|ఆపేయి|నిలిపివేయండి|రద్దు|రద్దు చేయి|రద్దు చేయండి|మెసేజ్ పంపవద్దు|మెసేజ్‌లు పంపవద్దు|"
            "సందేశాలు పంపవద్దు|స్టాప్|aapu|apu|aapandi|apandi|aapeyandi|apeyandi|raddu|raddu cheyandi|raddu cheyi|"
            "message pampavaddu|messages pampoddu|message pampoddu|stop cheyandi|మెసేజ్ లు ఆపండి|మెసేజ్‌లు ఆపండి|"
            "మెసేజ్ వద్దు|message apandi|messagelu aapandi|ఆసక్తి లేదు|నాకు ఆసక్తి లేదు|ఇష్టం లేదు|aasakti ledu|"
            "asakti ledu|naku aasakti ledu|ishtam ledu|interest ledu"
        ),
        "review": (
            "నా సమాధానాలు|నా జవాబులు|సమాధానాలు చూపించు|సమాధానాలు చూపించండి|జవాబులు చూపించండి|సమీక్ష|naa samadhanalu|"
            "na samadhanalu|naa javabulu|na javabulu|samadhanalu chupinchandi|samadhanalu choopinchu|"
            "javabulu chupinchandi|sameeksha"
        ),
        "language": (
            "భాష|భాష మార్చు|భాష మార్చండి|భాష మార్చాలి|వేరే భాష|మరో భాష|bhasha|basha|bhaasha|bhasha marchu|"
            "bhasha marchandi|bhasha maarchandi|bhasha marchali|vere bhasha|maro bhasha|language marchandi"
        ),
        "human": (
            "మనిషి|మనిషితో మాట్లాడాలి|ఎవరితోనైనా మాట్లాడాలి|మాట్లాడాలి|ఏజెంట్|ఫోన్ చేయండి|నాకు ఫోన్ చేయండి|"
            "కాల్ చేయండి|manishi|manishitho matladali|evarithonaina matladali|matladali|maatladali|phone cheyandi|"
            "phone cheyyandi|naku phone cheyandi|naaku phone cheyandi|call cheyandi|call cheyyandi|"
            "ఎవరితో అయినా మాట్లాడాలి|evaritonaina matladali|ఒకరిని అడగండి"
        ),
        "mydata": (
            "నా డేటా|నా సమాచారం|నా వివరాలు|నా డేటా చూపించండి|నా సమాచారం చూపించండి|naa data|na data|naa samacharam|"
            "na samacharam|naa vivaralu|na vivaralu|na data chupinchandi|నా సమాచారం చూపించు|నా వివరాలు చూపించండి|"
            "na vivaralu chupinchandi"
        ),
        "withdraw": (
            "సమ్మతి వెనక్కి|సమ్మతిని వెనక్కి తీసుకోండి|సమ్మతి వెనక్కి తీసుకుంటున్నాను|అంగీకారం వెనక్కి|"
            "సమ్మతి ఉపసంహరణ|అంగీకారం ఉపసంహరించు|sammathi venakki|sammati venakki|sammatini venakki teesukondi|"
            "angikaram venakki|sammathi venakki teesukuntunnanu|sammati upasamharana|నా సమ్మతి వెనక్కి తీసుకో|"
            "నా సమ్మతి వెనక్కి తీసుకోండి|నా అంగీకారం వెనక్కి తీసుకోండి|సమ్మతి ఉపసంహరించు"
        ),
        "erase": (
            "తుడిచేయండి|తొలగించు|తొలగించండి|నా డేటా తొలగించండి|నా డేటా తొలగించు|నా సమాచారం తొలగించండి|"
            "అన్నీ తొలగించండి|డిలీట్ చేయండి|tudicheyandi|tolaginchu|tolaginchandi|tholaginchandi|"
            "naa data tolaginchandi|na data tolaginchandi|na samacharam tolaginchandi|anni tolaginchandi|"
            "delete cheyandi|na data delete cheyandi|అన్నీ చెరిపేయండి|na data tholaginchandi|anni tholaginchandi|"
            "తుడిచెయ్యండి|డిలీట్ చెయ్యండి|delete cheyyandi|anni delete cheyandi"
        ),
        "later": (
            "తర్వాత|తరువాత|ఇప్పుడు వద్దు|ఇప్పుడు కాదు|తర్వాత చేస్తాను|రేపు చేస్తాను|తర్వాత గుర్తు చేయండి|tarvata|"
            "tarvatha|taruvata|taruvatha|tharuvatha|ippudu vaddu|ippudu vadhu|ippudu kadu|ippudu kaadu|"
            "tarvata chestanu|tarvatha chesthanu|repu chestanu|repu chesthanu|తర్వాత చేస్తా|తరువాత చేస్తాను|"
            "tarvata chesta|repu chesta"
        ),
        "status": (
            "స్థితి|నా స్థితి|స్టేటస్|ఏమైంది|నాది ఏమైంది|ఏమయింది|sthiti|sthithi|na sthiti|emaindi|emayindi|"
            "naadi emaindi|na status|naa status"
        ),
        "start": (
            "మొదలు|మొదలుపెట్టు|మొదలు పెట్టండి|మొదలుపెట్టండి|ప్రారంభించు|ప్రారంభించండి|ప్రారంభం|నమస్కారం|నమస్తే|హలో|"
            "మళ్ళీ మొదలుపెట్టండి|modalu|modalupettu|modalu pettandi|modalupettandi|prarambhinchu|prarambhinchandi|"
            "prarambham|namaskaram|start cheyandi|start cheyyandi"
        ),
        "submit": (
            "సమర్పించు|సమర్పించండి|పంపు|పంపండి|పంపించండి|సబ్మిట్|సబ్మిట్ చేయండి|samarpinchu|samarpinchandi|pampu|"
            "pampandi|pampinchandi|submit cheyandi|submit cheyyandi"
        ),
        "another": (
            "మరొకటి|ఇంకొకటి|ఇంకోటి|మరొకటి జోడించండి|ఇంకొకటి జోడించు|ఇంకా ఒకటి|marokati|inkokati|inkoti|"
            "marokati jodinchandi|inkokati jodinchu|inka okati"
        ),
        "done": (
            "అయిపోయింది|పూర్తయింది|పూర్తి|అంతే|ఇంతే|ఇంకేం లేవు|చాలు|ayipoyindi|aipoyindi|purtayindi|poorthayindi|"
            "purti|poorthi|anthe|inthe|inte|chalu|chaalu|ఇంక వద్దు|ఇంకేం లేదు|ఇంకేమీ లేవు|inka vaddu|inkem ledu"
        ),
        "keep": (
            "అలాగే ఉంచండి|అలాగే ఉంచు|ఉంచండి|అదే|అదే ఉంచండి|ఇదే ఉంచండి|మార్చవద్దు|alage unchandi|alaage unchandi|"
            "alage unchu|unchandi|ade|adhe|ade unchandi|ide unchandi|marchavaddu|marchoddu"
        ),
        "edit": (
            "మార్చు|మార్చండి|మార్చాలి|సవరించు|సవరించండి|జవాబు మార్చండి|సరిచేయండి|marchu|marchandi|maarchandi|"
            "marchali|savarinchu|savarinchandi|javabu marchandi|saricheyandi|change cheyandi|change cheyali"
        ),
    },
    "ml": {
        "back": (
            "പിന്നോട്ട്|പിന്നോട്ട് പോകുക|പിന്നോട്ട് പോകൂ|പുറകോട്ട്|തിരികെ|മുമ്പത്തെ|മുൻപത്തെ|മുമ്പത്തെ ചോദ്യം|"
            "മുൻ ചോദ്യം|പിറകോട്ട്|pinnottu|pinnott|purakottu|purakott|thirike|mumpathe|munpathe|mumbathe|"
            "mumpathe chodyam|പുറകിലേക്ക്|പുറകിലേക്ക് പോകുക|പിന്നിലേക്ക്|പിന്നിലേക്ക് പോകുക|തിരിച്ചു പോകുക|തിരിച്ച്|"
            "തിരികെ പോകുക|thirichu|purakilekku|pinnilekku"
        ),
        "skip": (
            "ഒഴിവാക്കുക|ഒഴിവാക്കൂ|ഒഴിവാക്ക്|വിടുക|വിട്ടേക്കൂ|അടുത്തത്|അടുത്ത ചോദ്യം|അറിയില്ല|എനിക്കറിയില്ല|"
            "എനിക്ക് അറിയില്ല|സ്കിപ്പ്|ozhivakkuka|ozhivakku|ozhivaakku|vidu|vittekku|aduthathu|aduthath|"
            "adutha chodyam|ariyilla|enikkariyilla|enikku ariyilla|skip cheyyu|skip cheyyuka|ഈ ചോദ്യം വിടുക|"
            "മുന്നോട്ട് പോകുക|munnottu pokuka"
        ),
        "help": (
            "സഹായം|സഹായിക്കൂ|സഹായിക്കുക|സഹായം വേണം|മനസ്സിലായില്ല|മനസിലായില്ല|ഇത് എന്താണ്|ഇതെന്താണ്|എന്താണ് അർത്ഥം|"
            "എങ്ങനെ|ഹെൽപ്|sahayam|sahaayam|sahayikku|sahayikkuka|sahayam venam|manasilayilla|manassilayilla|"
            "manasilaayilla|ithu enthanu|ithenthanu|enthanu artham|engane|enganeya|മനസ്സിലായില്ലാ|മനസ്സിലാകുന്നില്ല|"
            "സഹായിക്കണം|എന്തു ചെയ്യണം|എന്ത് ചെയ്യണം|manasilakunnilla|sahayikkanam|enthu cheyyanam"
        ),
        "stop": (
            "നിർത്തുക|നിർത്തൂ|നിർത്ത്|നിറുത്തുക|നിർത്തണം|റദ്ദാക്കുക|മെസേജ് അയക്കരുത്|സന്ദേശം അയക്കരുത്|സ്റ്റോപ്പ്|"
            "nirthuka|nirthu|nirthoo|nirutthuka|nirthanam|raddakkuka|message ayakkaruthu|message ayakkalle|"
            "stop cheyyu|stop cheyyuka|മെസ്സേജ് വേണ്ട|മെസേജ് നിർത്തുക|സന്ദേശം നിർത്തുക|message venda|"
            "message nirthuka|താൽപ്പര്യമില്ല|താല്പര്യമില്ല|താൽപര്യമില്ല|എനിക്ക് താൽപ്പര്യമില്ല|thalparyamilla|"
            "thalparyam illa|talparyamilla|interest illa"
        ),
        "review": (
            "എന്റെ ഉത്തരങ്ങൾ|ഉത്തരങ്ങൾ കാണിക്കുക|ഉത്തരങ്ങൾ കാണിക്കൂ|എന്റെ ഉത്തരങ്ങൾ കാണിക്കൂ|പരിശോധിക്കുക|"
            "ente utharangal|ente uttarangal|utharangal kanikku|utharangal kaanikku|parishodhikkuka"
        ),
        "language": (
            "ഭാഷ|ഭാഷ മാറ്റുക|ഭാഷ മാറ്റൂ|ഭാഷ മാറ്റണം|മറ്റൊരു ഭാഷ|വേറെ ഭാഷ|bhasha|bhaasha|bhasha mattuka|"
            "bhasha maattuka|bhasha mattu|bhasha maattanam|mattoru bhasha|vere bhasha|language mattu"
        ),
        "human": (
            "മനുഷ്യൻ|ആൾ|ആളോട് സംസാരിക്കണം|ഒരാളോട് സംസാരിക്കണം|സംസാരിക്കണം|ഏജന്റ്|ഫോൺ ചെയ്യൂ|ഫോൺ ചെയ്യുക|"
            "എന്നെ വിളിക്കൂ|വിളിക്കൂ|വിളിക്കുക|manushyan|aalodu samsarikkanam|oralodu samsarikkanam|samsarikkanam|"
            "phone cheyyu|phone cheyyuka|enne vilikku|enne vilikkoo|vilikku|vilikkoo|vilikkuka|call cheyyu|"
            "ആരോടെങ്കിലും സംസാരിക്കണം|aarodenkilum samsarikkanam|ഒരാളോട് ചോദിക്കാം"
        ),
        "mydata": (
            "എന്റെ ഡാറ്റ|എന്റെ വിവരങ്ങൾ|എന്റെ വിവരം|എന്റെ വിവരങ്ങൾ കാണിക്കൂ|എന്റെ ഡാറ്റ കാണിക്കൂ|ente data|"
            "ente vivarangal|ente vivaram|ente vivarangal kanikku|ente data kanikku|എന്റെ വിവരങ്ങൾ കാണണം"
        ),
        "withdraw": (
            "സമ്മതം പിൻവലിക്കുക|സമ്മതം പിൻവലിക്കുന്നു|സമ്മതം പിൻവലിക്കണം|സമ്മതം തിരികെ|അനുമതി പിൻവലിക്കുക|"
            "sammatham pinvalikkuka|sammatham pinvalikkunnu|sammatham pinvalikkanam|sammatham thirike|"
            "anumathi pinvalikkuka|എന്റെ സമ്മതം പിൻവലിക്കുക|എന്റെ സമ്മതം പിൻവലിക്കുന്നു"
        ),
        "erase": (
            "മായ്ക്കുക|മായ്ക്കൂ|മായ്ച്ചുകളയൂ|നീക്കം ചെയ്യുക|എന്റെ ഡാറ്റ മായ്ക്കുക|എന്റെ വിവരങ്ങൾ മായ്ക്കുക|"
            "എന്റെ വിവരങ്ങൾ നീക്കം ചെയ്യുക|എല്ലാം മായ്ക്കുക|ഡിലീറ്റ് ചെയ്യുക|maykkuka|maaykkuka|maykku|"
            "neekkam cheyyuka|ente data maykkuka|ente vivarangal maykkuka|ente data delete cheyyu|ellam maykkuka|"
            "delete cheyyu|delete cheyyuka|എന്റെ എല്ലാ വിവരങ്ങളും മായ്ക്കുക|എന്റെ വിവരങ്ങൾ കളയുക|"
            "ഡിലീറ്റ് ചെയ്യൂ|മായ്ച്ചേക്കൂ|ellam delete cheyyu"
        ),
        "later": (
            "പിന്നെ|പിന്നീട്|ഇപ്പോൾ വേണ്ട|ഇപ്പൊ വേണ്ട|പിന്നെ ചെയ്യാം|നാളെ ചെയ്യാം|പിന്നെ ഓർമ്മിപ്പിക്കൂ|pinne|"
            "pinneedu|pinneed|pinnid|ippol venda|ippo venda|ippo vendaa|pinne cheyyam|pinne cheyyaam|naale cheyyam|"
            "pinne ormippikku|പിന്നീട് ചെയ്യാം|pinneedu cheyyam"
        ),
        "status": (
            "സ്ഥിതി|നില|എന്റെ സ്ഥിതി|സ്റ്റാറ്റസ്|എന്തായി|എന്റെ കാര്യം എന്തായി|sthithi|sthiti|nila|ente sthithi|"
            "enthayi|enthaayi|ente status"
        ),
        "start": (
            "തുടങ്ങുക|തുടങ്ങൂ|തുടങ്ങാം|ആരംഭിക്കുക|ആരംഭിക്കാം|ആരംഭം|നമസ്കാരം|നമസ്തേ|ഹലോ|വീണ്ടും തുടങ്ങുക|thudanguka|"
            "thudangu|thudangam|thudangaam|aarambhikkuka|arambhikkuka|aarambhikkam|namaskaram|start cheyyu|"
            "start cheyyam|veendum thudanguka"
        ),
        "submit": (
            "സമർപ്പിക്കുക|സമർപ്പിക്കൂ|അയക്കുക|അയക്കൂ|അയയ്ക്കുക|സബ്മിറ്റ്|സബ്മിറ്റ് ചെയ്യുക|samarppikkuka|"
            "samarpikkuka|ayakkuka|ayakku|ayakkoo|submit cheyyu|submit cheyyuka"
        ),
        "another": (
            "മറ്റൊന്ന്|വേറൊന്ന്|ഒന്നുകൂടി|ഒന്ന് കൂടി|ഒരെണ്ണം കൂടി|മറ്റൊന്ന് ചേർക്കുക|mattonnu|mattonn|veronnu|"
            "onnukoodi|onnu koodi|orennam koodi|mattonnu cherkkuka|ഒന്നുകൂടി ചേർക്കാം"
        ),
        "done": (
            "കഴിഞ്ഞു|തീർന്നു|പൂർത്തിയായി|അത്രയേ ഉള്ളൂ|അത്രമാത്രം|മതി|ഇനി ഇല്ല|kazhinju|theernnu|theernu|poorthiyayi|"
            "athraye ullu|athreyullu|athramathram|ini illa|ഇനി വേണ്ട|വേറെ ഇല്ല|ini venda|vere illa"
        ),
        "keep": (
            "അങ്ങനെ ഇരിക്കട്ടെ|ഇരിക്കട്ടെ|അതുതന്നെ|അത് തന്നെ|അതുതന്നെ മതി|മാറ്റേണ്ട|മാറ്റണ്ട|angane irikkatte|"
            "irikkatte|athuthanne|athu thanne|athu thanne mathi|mattenda|maattanda|mattanda"
        ),
        "edit": (
            "മാറ്റുക|മാറ്റൂ|മാറ്റണം|തിരുത്തുക|തിരുത്തൂ|തിരുത്തണം|ഉത്തരം മാറ്റുക|mattuka|maattuka|mattanam|maattanam|"
            "thiruthuka|thiruthu|thiruthanam|utharam mattuka|change cheyyu|change cheyyanam"
        ),
    },
    "pa": {
        "back": (
            "ਵਾਪਸ|ਪਿੱਛੇ|ਪਿਛਲਾ|ਪਿਛਲਾ ਸਵਾਲ|ਵਾਪਸ ਜਾਓ|ਪਿੱਛੇ ਜਾਓ|wapas|vapas|wapis|pichhe|piche|pichchhe|pichhla|"
            "pichla sawal|wapas jao|pichhe jao|ਪਿਛਲੇ ਸਵਾਲ ਤੇ ਜਾਓ|ਪਿੱਛੇ ਚੱਲੋ|pichle sawal te jao"
        ),
        "skip": (
            "ਛੱਡੋ|ਛੱਡ ਦਿਓ|ਛੱਡ ਦੋ|ਅਗਲਾ|ਅੱਗੇ|ਅਗਲਾ ਸਵਾਲ|ਅੱਗੇ ਚੱਲੋ|ਪਤਾ ਨਹੀਂ|ਮੈਨੂੰ ਪਤਾ ਨਹੀਂ|ਸਕਿੱਪ|chhaddo|chaddo|chhado|"
            "chhad deo|chad deo|agla|agge|agla sawal|agge chalo|pata nahi|pata nahin|mainu pata nahi|ਨਹੀਂ ਪਤਾ|"
            "ਇਹ ਸਵਾਲ ਛੱਡੋ|nahi pata|"
            "skip karo|skip kar deo|ਸਕਿੱਪ ਕਰੋ"
        ),
        "help": (
            "ਮਦਦ|ਸਹਾਇਤਾ|ਮਦਦ ਕਰੋ|ਮਦਦ ਚਾਹੀਦੀ ਹੈ|ਸਮਝ ਨਹੀਂ ਆਇਆ|ਸਮਝ ਨਹੀਂ ਆਈ|ਇਹ ਕੀ ਹੈ|ਮਤਲਬ ਕੀ|ਕੀ ਮਤਲਬ|ਕਿਵੇਂ|ਹੈਲਪ|madad|"
            "maddad|sahaita|madad karo|madad chahidi hai|madad chahidi|samajh nahi aaya|samajh nahi aayi|eh ki hai|"
            "matlab ki|ki matlab|kiven|kiwen|ਮਦਦ ਚਾਹੀਦੀ|ਮਦਦ ਕਰੋ ਜੀ|ਸਮਝ ਨਹੀਂ ਆ ਰਹੀ|ਸਮਝ ਨਹੀਂ ਆਉਂਦੀ|ਸਮਝਾਓ|"
            "samajh nahi aa rahi|samjhao"
        ),
        "stop": (
            "ਰੁਕੋ|ਰੋਕੋ|ਬੰਦ|ਬੰਦ ਕਰੋ|ਬੰਦ ਕਰ ਦਿਓ|ਮੈਸੇਜ ਨਾ ਭੇਜੋ|ਸੁਨੇਹੇ ਨਾ ਭੇਜੋ|ਰੱਦ|ਰੱਦ ਕਰੋ|ਸਟਾਪ|ruko|roko|band|band karo|"
            "band kar deo|message na bhejo|msg na bhejo|radd karo|rad karo|ਮੈਸੇਜ ਬੰਦ ਕਰੋ|ਸੁਨੇਹੇ ਬੰਦ ਕਰੋ|"
            "message band karo|ਦਿਲਚਸਪੀ ਨਹੀਂ|ਮੇਰੀ ਦਿਲਚਸਪੀ ਨਹੀਂ|ਦਿਲਚਸਪੀ ਨਹੀਂ ਹੈ|dilchaspi nahi|dilchaspi nahin|"
            "interest nahi|interest nahin"
        ),
        "review": (
            "ਮੇਰੇ ਜਵਾਬ|ਸਮੀਖਿਆ|"
            "ਮੇਰੇ ਜਵਾਬ ਦਿਖਾਓ|ਜਵਾਬ ਦਿਖਾਓ|ਜਵਾਬ ਵੇਖੋ|ਜਾਂਚ|mere jawab|mere jawab dikhao|jawab dikhao|"
            "jawab vekho|mere jvab"
        ),
        "language": (
            "ਭਾਸ਼ਾ|ਬੋਲੀ|ਭਾਸ਼ਾ ਬਦਲੋ|ਬੋਲੀ ਬਦਲੋ|ਹੋਰ ਭਾਸ਼ਾ|ਦੂਜੀ ਭਾਸ਼ਾ|bhasha|boli|bhasha badlo|boli badlo|hor bhasha|"
            "duji bhasha|language badlo|ਭਾਸ਼ਾ ਬਦਲ ਦਿਓ|bhasha badal deo"
        ),
        "human": (
            "ਬੰਦਾ|ਬੰਦੇ ਨਾਲ ਗੱਲ|ਕਿਸੇ ਨਾਲ ਗੱਲ ਕਰਨੀ ਹੈ|ਗੱਲ ਕਰਨੀ ਹੈ|ਏਜੰਟ|ਫੋਨ ਕਰੋ|ਫ਼ੋਨ ਕਰੋ|ਮੈਨੂੰ ਫੋਨ ਕਰੋ|ਕਾਲ ਕਰੋ|banda|"
            "bande naal gal|kise naal gal karni hai|gal karni hai|gall karni hai|phone karo|mainu phone karo|"
            "call karo|ਕਿਸੇ ਨਾਲ ਗੱਲ ਕਰਵਾਓ|kise nal gall karni hai|ਕਿਸੇ ਨੂੰ ਪੁੱਛੋ"
        ),
        "mydata": (
            "ਮੇਰਾ ਡਾਟਾ|ਮੇਰਾ ਡੇਟਾ|ਮੇਰੀ ਜਾਣਕਾਰੀ|ਮੇਰੀ ਜਾਣਕਾਰੀ ਦਿਖਾਓ|ਮੇਰਾ ਡਾਟਾ ਦਿਖਾਓ|mera data|meri jankari|"
            "meri jaankari|meri jankari dikhao|mera data dikhao"
        ),
        "withdraw": (
            "ਸਹਿਮਤੀ ਵਾਪਸ|ਸਹਿਮਤੀ ਵਾਪਸ ਲਓ|ਸਹਿਮਤੀ ਵਾਪਸ ਲੈਣੀ ਹੈ|ਮਨਜ਼ੂਰੀ ਵਾਪਸ|ਮਨਜ਼ੂਰੀ ਵਾਪਸ ਲਓ|sehmati wapas|"
            "sahimati wapas|sehmati wapas lao|sahmati wapas lao|manzoori wapas|manzoori wapas lao|ਮੇਰੀ ਸਹਿਮਤੀ ਵਾਪਸ ਲਓ"
        ),
        "erase": (
            "ਮਿਟਾਓ|ਮਿਟਾ ਦਿਓ|ਸਭ ਮਿਟਾ ਦਿਓ|ਮੇਰਾ ਡਾਟਾ ਮਿਟਾਓ|ਮੇਰਾ ਡਾਟਾ ਮਿਟਾ ਦਿਓ|ਮੇਰੀ ਜਾਣਕਾਰੀ ਮਿਟਾਓ|ਡਿਲੀਟ ਕਰੋ|mitao|"
            "mita deo|sab mita deo|mera data mitao|mera data mita deo|meri jankari mitao|mera data delete karo|"
            "delete karo|ਸਭ ਕੁਝ ਮਿਟਾ ਦਿਓ|ਮੇਰੀ ਜਾਣਕਾਰੀ ਮਿਟਾ ਦਿਓ|sab kuch mita deo|"
            "ਡਿਲੀਟ ਕਰ ਦਿਓ|delete kar deo"
        ),
        "later": (
            "ਬਾਅਦ ਵਿੱਚ|ਬਾਅਦ ਵਿਚ|ਹੁਣ ਨਹੀਂ|ਫਿਰ ਕਦੇ|ਬਾਅਦ ਵਿੱਚ ਕਰਾਂਗਾ|ਕੱਲ੍ਹ ਕਰਾਂਗਾ|baad vich|bad vich|baad wich|hun nahi|"
            "hun nahin|fir kade|phir kade|baad vich karanga|kal karanga|ਬਾਅਦ ਵਿੱਚ ਕਰਾਂਗੇ|baad vich karange"
        ),
        "status": (
            "ਸਥਿਤੀ|ਮੇਰੀ ਸਥਿਤੀ|ਸਟੇਟਸ|ਕੀ ਹੋਇਆ|ਮੇਰਾ ਕੀ ਬਣਿਆ|sthiti|meri sthiti|ki hoya|ki hoia|mera ki baneya|"
            "mera status"
        ),
        "start": (
            "ਸ਼ੁਰੂ|ਸ਼ੁਰੂ ਕਰੋ|ਸ਼ੁਰੂ ਕਰੀਏ|ਸਤ ਸ੍ਰੀ ਅਕਾਲ|ਸਤਿ ਸ੍ਰੀ ਅਕਾਲ|ਨਮਸਤੇ|ਹੈਲੋ|ਫਿਰ ਤੋਂ ਸ਼ੁਰੂ|shuru|shuru karo|"
            "shuru kariye|sat sri akal|sat shri akal|ssa|fir ton shuru"
        ),
        "submit": (
            "ਜਮ੍ਹਾਂ|ਜਮ੍ਹਾਂ ਕਰੋ|ਜਮ੍ਹਾ ਕਰੋ|ਭੇਜੋ|ਭੇਜ ਦਿਓ|ਸਬਮਿਟ|ਸਬਮਿਟ ਕਰੋ|jama karo|jamma karo|bhejo|bhej deo|bhej dio|"
            "submit karo"
        ),
        "another": (
            "ਇੱਕ ਹੋਰ|ਹੋਰ ਇੱਕ|ਇਕ ਹੋਰ|ਹੋਰ ਜੋੜੋ|ਇੱਕ ਹੋਰ ਜੋੜੋ|ikk hor|ik hor|ek hor|hor ikk|hor jodo|ikk hor jodo|"
            "ik hor jodo"
        ),
        "done": (
            "ਹੋ ਗਿਆ|ਪੂਰਾ|ਪੂਰਾ ਹੋ ਗਿਆ|ਬੱਸ ਇੰਨਾ|ਬੱਸ ਐਨਾ ਹੀ|ਹੋਰ ਨਹੀਂ|ਮੁੱਕ ਗਿਆ|ਖਤਮ|ho gaya|ho gea|ho gya|hogya|"
            "pura ho gaya|bas inna|bas enna hi|hor nahi|mukk gaya|khatam|ਹੋਰ ਕੁਝ ਨਹੀਂ|hor kuch nahi"
        ),
        "keep": (
            "ਰਹਿਣ ਦਿਓ|ਰਹਿਣ ਦੋ|ਉਹੀ|ਉਹੀ ਰੱਖੋ|ਇਹੀ ਰੱਖੋ|ਇਵੇਂ ਹੀ ਰਹਿਣ ਦਿਓ|rehn deo|rehan deo|rehn dio|ohi|ohi rakho|"
            "ehi rakho|iven hi rehn deo"
        ),
        "edit": (
            "ਬਦਲੋ|ਬਦਲਣਾ ਹੈ|ਸੁਧਾਰੋ|ਠੀਕ ਕਰੋ|ਜਵਾਬ ਬਦਲੋ|badlo|badalna hai|badlna hai|sudharo|theek karo|jawab badlo|"
            "change karo"
        ),
    },
    "or": {
        "back": (
            "ପଛକୁ|ପଛକୁ ଯାଅ|"
            "ପଛ|ପଛକୁ ଯାଆନ୍ତୁ|ପୂର୍ବ ପ୍ରଶ୍ନ|ଆଗ ପ୍ରଶ୍ନ|ଫେରନ୍ତୁ|pachhaku|pachaku|pachha|pachhaku jaantu|"
            "purba prasna|purba prashna|ferantu|pherantu|ପଛକୁ ଫେରନ୍ତୁ|ପଛକୁ ଫେରିବି|ପୂର୍ବ ପ୍ରଶ୍ନକୁ ଯାଆନ୍ତୁ|"
            "pachhaku pheranthu"
        ),
        "skip": (
            "ଛାଡ଼ନ୍ତୁ|ଛାଡନ୍ତୁ|ଛାଡ଼|ଛାଡ଼ି ଦିଅନ୍ତୁ|ପରବର୍ତ୍ତୀ|ପର ପ୍ରଶ୍ନ|ଆଗକୁ|ଜାଣିନି|ଜାଣିନାହିଁ|ଜାଣେ ନାହିଁ|ମୁଁ ଜାଣିନି|"
            "ସ୍କିପ୍|chhadantu|chadantu|chhadi diantu|chhada|parabarti|para prasna|agaku|janini|jani nahi|jane nahi|"
            "mu janini|ପରବର୍ତ୍ତୀ ପ୍ରଶ୍ନ|ଜାଣି ନାହିଁ|ଆଗକୁ ଯାଆନ୍ତୁ|ଏହା ଛାଡ଼ନ୍ତୁ|janinahi|agaku jaantu|"
            "skip karantu|ସ୍କିପ୍ କରନ୍ତୁ"
        ),
        "help": (
            "ସାହାଯ୍ୟ|ସହାୟତା|ସାହାଯ୍ୟ କରନ୍ତୁ|ସାହାଯ୍ୟ ଦରକାର|ବୁଝିଲି ନାହିଁ|ବୁଝିପାରିଲି ନାହିଁ|ବୁଝିନି|ଏହା କଣ|ଏହା କ'ଣ|ଏଇଟା କଣ|"
            "ମାନେ କଣ|କେମିତି|କିପରି|ହେଲ୍ପ|sahajya|sahajyo|sahayata|sahajya karantu|sahajya darkar|bujhili nahi|"
            "bujhi parili nahi|bujhini|eha kana|eita kana|mane kana|kemiti|kipari|ବୁଝି ପାରିଲି ନାହିଁ|ବୁଝିପାରିଲିନି|"
            "ବୁଝିହେଉନି|ବୁଝାଇ ଦିଅନ୍ତୁ|bujhiparilini"
        ),
        "stop": (
            "ବନ୍ଦ|ରୁହ|band karantu|bandha karantu|"
            "ବନ୍ଦ କରନ୍ତୁ|ବନ୍ଦ କର|ରୁହନ୍ତୁ|ଅଟକାନ୍ତୁ|ମେସେଜ୍ ପଠାନ୍ତୁ ନାହିଁ|ମେସେଜ ପଠାନ୍ତୁ ନାହିଁ|ବାତିଲ|ବାତିଲ କରନ୍ତୁ|"
            "ଷ୍ଟପ୍|banda|banda karantu|bandha karantu|banda kara|atakantu|message pathantu nahi|batila|batil karantu|"
            "ମେସେଜ ବନ୍ଦ କରନ୍ତୁ|ମେସେଜ୍ ବନ୍ଦ କରନ୍ତୁ|ବନ୍ଦ କରିଦିଅନ୍ତୁ|message bandha karantu|ଆଗ୍ରହ ନାହିଁ|ମୋର ଆଗ୍ରହ ନାହିଁ|"
            "ଇଚ୍ଛା ନାହିଁ|agraha nahi|agraha nahin|mora agraha nahi|interest nahi"
        ),
        "review": (
            "ମୋ ଉତ୍ତର|ସମୀକ୍ଷା|"
            "ମୋର ଉତ୍ତର|ମୋ ଉତ୍ତର ଦେଖାନ୍ତୁ|ଉତ୍ତର ଦେଖାନ୍ତୁ|ଯାଞ୍ଚ|mo uttara|mora uttara|mo uttara dekhantu|"
            "uttara dekhantu|jancha"
        ),
        "language": (
            "ଭାଷା|ଭାଷା ବଦଳାନ୍ତୁ|ଭାଷା ବଦଳାଅ|ଅନ୍ୟ ଭାଷା|ଭାଷା ପରିବର୍ତ୍ତନ|bhasa|bhasha|bhasa badalantu|bhasha badalantu|"
            "anya bhasa|anya bhasha|bhasa paribartan"
        ),
        "human": (
            "ମଣିଷ|ଲୋକ ସହ କଥା|କାହା ସହ କଥା ହେବି|କଥା ହେବି|କଥା ହେବାକୁ ଚାହେଁ|ଏଜେଣ୍ଟ|ଫୋନ୍ କରନ୍ତୁ|ଫୋନ କରନ୍ତୁ|"
            "ମୋତେ ଫୋନ୍ କରନ୍ତୁ|କଲ୍ କରନ୍ତୁ|manisha|kaha saha katha hebi|katha hebi|katha hebaku chahe|phone karantu|"
            "mote phone karantu|call karantu|କାହା ସହ କଥା ହେବାକୁ ଚାହେଁ|କାହା ସହିତ କଥା ହେବି|କାହାକୁ ପଚାରନ୍ତୁ"
        ),
        "mydata": (
            "ମୋ ତଥ୍ୟ|ମୋର ତଥ୍ୟ|ମୋ ଡାଟା|ମୋ ତଥ୍ୟ ଦେଖାନ୍ତୁ|ମୋ ଡାଟା ଦେଖାନ୍ତୁ|mo tathya|mora tathya|mo data|mora data|"
            "mo tathya dekhantu|mo data dekhantu"
        ),
        "withdraw": (
            "ସମ୍ମତି ପ୍ରତ୍ୟାହାର|ସମ୍ମତି ପ୍ରତ୍ୟାହାର କରନ୍ତୁ|ସମ୍ମତି ଫେରାନ୍ତୁ|ସମ୍ମତି ଫେରସ୍ତ|ଅନୁମତି ଫେରାନ୍ତୁ|"
            "sammati pratyahara|sammati pratyahara karantu|sammati ferantu|sammati pherantu|anumati ferantu|"
            "ସମ୍ମତି ଫେରାଇ ନିଅନ୍ତୁ|ମୋ ସମ୍ମତି ଫେରାଇ ନିଅନ୍ତୁ"
        ),
        "erase": (
            "ଲିଭାନ୍ତୁ|ଲିଭାଇ ଦିଅନ୍ତୁ|ସବୁ ଲିଭାନ୍ତୁ|ମୋ ତଥ୍ୟ ଲିଭାନ୍ତୁ|ମୋ ଡାଟା ଲିଭାନ୍ତୁ|ମୋ ତଥ୍ୟ ହଟାନ୍ତୁ|ଡିଲିଟ୍ କରନ୍ତୁ|"
            "libhantu|livantu|libhai diantu|sabu libhantu|mo tathya libhantu|mo data libhantu|mo data delete karantu|"
            "delete karantu|ସବୁ ଲିଭାଇ ଦିଅନ୍ତୁ|ମୋ ସବୁ ତଥ୍ୟ ଲିଭାଇ ଦିଅନ୍ତୁ"
        ),
        "later": (
            "ପରେ|ପରେ କରିବି|ଏବେ ନୁହେଁ|ଏବେ ନାହିଁ|କାଲି କରିବି|ପରେ ମନେ ପକାନ୍ତୁ|pare karibi|ebe nuhe|ebe nuhen|ebe nahi|"
            "kali karibi|pare mane pakantu|pare|ପରେ କରିବା"
        ),
        "status": (
            "ସ୍ଥିତି|ମୋ ସ୍ଥିତି|ଷ୍ଟାଟସ୍|କଣ ହେଲା|କ'ଣ ହେଲା|ମୋର କଣ ହେଲା|sthiti|mo sthiti|kana hela|mora kana hela|"
            "mo status"
        ),
        "start": (
            "ଆରମ୍ଭ|ଆରମ୍ଭ କରନ୍ତୁ|ଆରମ୍ଭ କରିବା|ନମସ୍କାର|ଜୟ ଜଗନ୍ନାଥ|ହେଲୋ|ପୁଣି ଆରମ୍ଭ|arambha|aarambha|arambha karantu|"
            "arambha kariba|namaskara|namaskar|jay jagannath|jai jagannath|puni arambha"
        ),
        "submit": (
            "ଦାଖଲ|ଦାଖଲ କରନ୍ତୁ|ପଠାନ୍ତୁ|ପଠାଇ ଦିଅନ୍ତୁ|ସବମିଟ୍|ସବମିଟ୍ କରନ୍ତୁ|dakhala|dakhala karantu|dakhal karantu|"
            "pathantu|pathai diantu|submit karantu"
        ),
        "another": (
            "ଆଉ ଗୋଟିଏ|ଆଉ ଗୋଟେ|ଅନ୍ୟ ଗୋଟିଏ|ଆଉ ଯୋଡ଼ନ୍ତୁ|ଆଉ ଗୋଟିଏ ଯୋଡ଼ନ୍ତୁ|au gotie|aau gotie|au gote|aau gote|"
            "au jodantu|au gotie jodantu"
        ),
        "done": (
            "ହୋଇଗଲା|ହେଇଗଲା|ସରିଗଲା|ଶେଷ|ଏତିକି|ଆଉ ନାହିଁ|ସମ୍ପୂର୍ଣ୍ଣ|hoigala|heigala|sarigala|sesa|sesha|etiki|au nahi|aau nahi|"
            "sampurna|ଆଉ ଦରକାର ନାହିଁ|au darkar nahi"
        ),
        "keep": (
            "ଥାଉ|ସେମିତି ଥାଉ|ସେହି|ସେଇଟା ରଖନ୍ତୁ|ଏଇଟା ରଖନ୍ତୁ|ବଦଳାନ୍ତୁ ନାହିଁ|thau|semiti thau|seita rakhantu|"
            "eita rakhantu|badalantu nahi"
        ),
        "edit": (
            "ବଦଳାନ୍ତୁ|ବଦଳାଇବି|ସୁଧାରନ୍ତୁ|ଉତ୍ତର ବଦଳାନ୍ତୁ|ଠିକ୍ କରନ୍ତୁ|badalantu|badalaibi|sudharantu|uttara badalantu|"
            "thik karantu|change karantu"
        ),
    },
    "as": {
        "back": (
            "পিছলৈ|পাছলৈ|উভতি যাওক|আগৰ প্ৰশ্ন|পিছলৈ যাওক|ঘূৰি যাওক|pisoloi|pasoloi|pichhaloi|ubhoti jaok|"
            "agor proshno|ghuri jaok|পিছলৈ উভতি যাওক|আগৰ প্ৰশ্নলৈ যাওক|agor prosno|pisole jaok"
        ),
        "skip": (
            "বাদ দিয়ক|এৰি দিয়ক|এৰি দিয়া|পৰৱৰ্তী|পিছৰ প্ৰশ্ন|আগবাঢ়ক|নাজানো|মই নাজানো|স্কিপ|bad diyok|eri diyok|"
            "eri diya|porobortee|pisor proshno|agbarhok|najanu|najano|moi najanu|moi najano|এৰক|এইটো এৰি দিয়ক|"
            "এইটো এৰক|পৰৱৰ্তী প্ৰশ্ন|এই প্ৰশ্নটো এৰক|erok|"
            "skip korok|স্কিপ কৰক"
        ),
        "help": (
            "সহায়|sahay|xohay|"
            "সহায় কৰক|সহায় লাগে|বুজা নাই|বুজি পোৱা নাই|বুজি নাপালোঁ|নুবুজিলোঁ|এইটো কি|মানে কি|কেনেকৈ|হেল্প|"
            "sohay|xohay|sahay korok|sohay korok|xohay korok|sohay lage|xohay lage|buja nai|buji puwa nai|nubujilu|"
            "eitu ki|kenekoi|kenekoi korim|সহায় লাগিব|বুজাই দিয়ক|কি কৰিম|xohai lage|bujai diyok"
        ),
        "stop": (
            "বন্ধ|বন্ধ কৰক|ৰখাওক|ৰওক|মেছেজ নপঠাব|বাতিল|বাতিল কৰক|ষ্টপ|bondho|bondho korok|rokhaok|rowk|"
            "message nopothabo|batil|batil korok|বন্ধ কৰি দিয়ক|মেছেজ বন্ধ কৰক|bondho kori diyok|"
            "message bondho korok|আগ্ৰহ নাই|মোৰ আগ্ৰহ নাই|ইচ্ছা নাই|agroh nai|agrah nai|mor agroh nai|interest nai"
        ),
        "review": (
            "মোৰ উত্তৰ|মোৰ উত্তৰবোৰ|উত্তৰ দেখুৱাওক|উত্তৰবোৰ দেখুৱাওক|পৰীক্ষা কৰক|mor uttor|mur uttor|mor uttorbor|"
            "uttor dekhuwaok|uttorbor dekhuwaok"
        ),
        "language": (
            "ভাষা|ভাষা সলনি|"
            "ভাষা সলনি কৰক|ভাষা সলাওক|বেলেগ ভাষা|আন ভাষা|bhasha|bhaxa|bhasa|bhasha soloni korok|"
            "bhaxa xoloni korok|beleg bhasha|beleg bhaxa"
        ),
        "human": (
            "মানুহ|মানুহৰ লগত কথা|কাৰোবাৰ লগত কথা পাতিম|কথা পাতিব বিচাৰোঁ|কথা পাতিম|এজেণ্ট|ফোন কৰক|মোক ফোন কৰক|"
            "কল কৰক|manuh|kotha patim|kotha patibo bisaru|manuhor logot kotha|phone korok|mok phone korok|call korok|"
            "কাৰোবাৰ লগত কথা পাতিব লাগে|কাৰোবাৰ সৈতে কথা পাতিব খোজো|মানুহৰ লগত কথা পাতিম|karobar logot kotha patim|"
            "কাৰোবাক সোধক"
        ),
        "mydata": (
            "মোৰ তথ্য|মোৰ ডাটা|মোৰ তথ্য দেখুৱাওক|মোৰ ডাটা দেখুৱাওক|mor tothyo|mur tothyo|mor data|mur data|"
            "mor tothyo dekhuwaok|mor data dekhuwaok"
        ),
        "withdraw": (
            "সন্মতি প্ৰত্যাহাৰ|সন্মতি প্ৰত্যাহাৰ কৰক|সন্মতি ঘূৰাই লওক|সন্মতি উভতাই লওক|সন্মতি প্ৰত্যাহাৰ কৰিলোঁ|"
            "sonmoti protyahar|xonmoti protyahar|sonmoti protyahar korok|sonmoti ghurai lowk|xonmoti ghurai lowk|"
            "সন্মতি উভতাই|মোৰ সন্মতি উভতাই লওক"
        ),
        "erase": (
            "মচক|মচি দিয়ক|মচি পেলাওক|সকলো মচি দিয়ক|মোৰ তথ্য মচক|মোৰ তথ্য মচি দিয়ক|মোৰ ডাটা মচি দিয়ক|ডিলিট কৰক|"
            "mosok|mosi diyok|mosi pelaok|xokolo mosi diyok|sokolo mosi diyok|mor tothyo mosi diyok|"
            "mor data mosi diyok|mor data delete korok|delete korok|মোৰ সকলো তথ্য মচি দিয়ক|"
            "মচি দিয়া|mosi diya"
        ),
        "later": (
            "পিছত|পাছত|এতিয়া নহয়|পিছত কৰিম|কাইলৈ কৰিম|পিছত মনত পেলাব|pisot|pasot|pichhot|etiya nohoy|etia nohoi|"
            "pisot korim|pasot korim|kailoi korim|পাছত কৰিম"
        ),
        "status": (
            "অৱস্থা|মোৰ অৱস্থা|ষ্টেটাছ|কি হ'ল|কি হল|মোৰ কি হ'ল|obostha|owostha|mor obostha|ki hol|mor ki hol|"
            "mor status"
        ),
        "start": (
            "আৰম্ভ|আৰম্ভ কৰক|আৰম্ভ কৰোঁ|আৰম্ভ কৰা যাওক|নমস্কাৰ|হেল্লো|আকৌ আৰম্ভ|arombho|arambha korok|arombho korok|"
            "arombho koru|nomoskar|akou arombho"
        ),
        "submit": (
            "জমা দিয়ক|জমা|জমা কৰক|পঠাওক|পঠিয়াওক|পঠাই দিয়ক|ছাবমিট|ছাবমিট কৰক|joma diyok|joma korok|pothaok|"
            "pothiyaok|pothai diyok|submit korok"
        ),
        "another": (
            "আন এটা|আৰু এটা|আৰু এটা যোগ কৰক|বেলেগ এটা|আৰু যোগ কৰক|aru eta|an eta|aru eta jog korok|beleg eta|"
            "aru jog korok"
        ),
        "done": (
            "হ'ল|হৈ গ'ল|হৈ গল|শেষ|শেষ হ'ল|আৰু নাই|ইমানেই|সম্পূৰ্ণ|hoi gol|hoigol|xex|xex hol|hex|shesh hol|aru nai|"
            "imanei|xompurno|আৰু নালাগে|aru nalage"
        ),
        "keep": (
            "থাকক|তেনেকৈয়ে থাকক|একেই|একেই ৰাখক|এইটোৱেই ৰাখক|সলনি নকৰিব|thakok|tenekoiye thakok|ekei|ekei rakhok|"
            "eitwei rakhok|soloni nokoribo"
        ),
        "edit": (
            "সলনি কৰক|সলাওক|সলনি কৰিব লাগে|শুধৰাওক|উত্তৰ সলনি কৰক|soloni korok|xoloni korok|salaok|"
            "soloni koribo lage|xudhoraok|sudhoraok|uttor soloni korok|change korok"
        ),
    },
    "ur": {
        "back": (
            "واپس|پیچھے|پچھلا|پچھلا سوال|واپس جائیں|پیچھے جائیں|واپس جاؤ|wapas|vapas|wapis|peeche|pichla|"
            "pichla sawal|wapas jayen|wapas jao|پچھلے سوال پر جائیں|واپس چلیں|pichle sawal par jayen"
        ),
        "skip": (
            "چھوڑیں|چھوڑو|چھوڑ دیں|چھوڑ دو|اگلا|آگے|اگلا سوال|آگے بڑھیں|پتہ نہیں|معلوم نہیں|نہیں معلوم|نہیں پتہ|اسکپ|"
            "chhoren|choren|chhorein|chhor den|chhor dein|chor do|agla|aage|agla sawal|aage barhen|pata nahi|"
            "maloom nahi|maloom nahin|nahi maloom|پتا نہیں|آگے چلیں|یہ سوال چھوڑ دیں|aage chalen|"
            "skip karo|skip kar do|skip karein|skip kar dein|اسکپ کریں"
        ),
        "help": (
            "مدد|مدد کریں|مدد چاہیے|سمجھ نہیں آیا|سمجھ نہیں آئی|سمجھ میں نہیں آیا|یہ کیا ہے|کیا مطلب|مطلب|کیسے|ہیلپ|"
            "madad|madad karen|madad karein|madad chahiye|samajh nahi aaya|samajh nahi aayi|yeh kya hai|kya matlab|"
            "matlab|kaise|میری مدد کریں|سمجھ نہیں آ رہا|سمجھ نہیں آ رہی|سمجھائیں|کیا کرنا ہے|samjhayen|"
            "samajh nahi aa rahi"
        ),
        "stop": (
            "رکو|رکیں|روکیں|روک دیں|بند|بند کریں|بند کر دیں|بند کرو|پیغام نہ بھیجیں|میسج نہ بھیجیں|منسوخ|منسوخ کریں|"
            "اسٹاپ|ruko|ruken|roken|rok den|band|band karen|band karein|band karo|message na bhejen|"
            "paigham na bhejen|mansookh|mansukh karen|پیغام بند کریں|پیغامات بند کریں|میسج بند کریں|میسج مت بھیجیں|"
            "message band karen|دلچسپی نہیں|مجھے دلچسپی نہیں|دلچسپی نہیں ہے|dilchaspi nahi|dilchaspi nahin|"
            "interest nahi|interest nahin"
        ),
        "review": (
            "میرے جواب|میرے جوابات|جواب دکھائیں|میرے جواب دکھائیں|جوابات دکھائیں|جائزہ|mere jawab|mere jawabat|"
            "jawab dikhayen|mere jawab dikhayen|jaiza"
        ),
        "language": (
            "زبان|زبان بدلیں|زبان بدلو|دوسری زبان|زبان تبدیل کریں|زبان بدلنی ہے|zaban|zuban|zubaan|zaban badlen|"
            "zaban badlo|doosri zaban|zaban tabdeel karen|zaban badalni hai|زبان بدل دیں|zaban badal den"
        ),
        "human": (
            "انسان|انسان سے بات|insaan se baat|"
            "کسی سے بات کرنی ہے|بات کرنی ہے|آدمی سے بات|ایجنٹ|نمائندہ|فون کریں|مجھے فون کریں|کال کریں|insaan|"
            "insan|kisi se baat karni hai|baat karni hai|aadmi se baat|numainda|phone karen|mujhe phone karen|"
            "call karen|call karein|کسی سے بات کرائیں|kisi se baat karayen|کسی سے پوچھیں"
        ),
        "mydata": (
            "میرا ڈیٹا|میری معلومات|میری معلومات دکھائیں|میرا ڈیٹا دکھائیں|mera data|meri maloomat|meri malumat|"
            "meri maloomat dikhayen|mera data dikhayen"
        ),
        "withdraw": (
            "رضامندی واپس|رضامندی واپس لیں|رضامندی واپس لینی ہے|اجازت واپس|اجازت واپس لیں|رضامندی واپس لو|"
            "razamandi wapas|razamandi wapas len|razamandi wapas leni hai|ijazat wapas|ijazat wapas len|"
            "میری رضامندی واپس لیں|رضامندی واپس لیتا ہوں"
        ),
        "erase": (
            "مٹائیں|مٹا دیں|مٹا دو|سب مٹا دیں|میرا ڈیٹا مٹائیں|میرا ڈیٹا مٹا دیں|میری معلومات مٹا دیں|"
            "میرا ڈیٹا حذف کریں|حذف کریں|ڈیلیٹ کریں|mitayen|mita den|mita do|sab mita den|mera data mitayen|"
            "mera data mita den|meri maloomat mita den|hazf karen|mera data delete karen|delete karen|سب کچھ مٹا دیں|"
            "میرا سارا ڈیٹا مٹا دیں|sab kuch mita den|"
            "مٹا دیجیے|ڈیلیٹ کر دیں|سب ڈیلیٹ کر دیں|mita dijiye|mita dein|delete kar dein|delete kar do"
        ),
        "later": (
            "بعد میں|ابھی نہیں|پھر کبھی|بعد میں کروں گا|بعد میں کروں گی|کل کروں گا|baad mein|baad me|bad mein|"
            "abhi nahi|abhi nahin|phir kabhi|baad mein karunga|baad mein karungi|kal karunga|بعد میں کریں گے|"
            "کل کریں گے|baad mein karenge"
        ),
        "status": (
            "حالت|میری حالت|صورتحال|اسٹیٹس|کیا ہوا|میرا کیا ہوا|halat|meri halat|soorat e haal|kya hua|mera kya hua|"
            "mera status"
        ),
        "start": (
            "شروع|شروع کریں|شروع کرو|شروع کرتے ہیں|السلام علیکم|اسلام علیکم|سلام|آداب|ہیلو|دوبارہ شروع|shuru|"
            "shuru karen|shuru karein|shuru karo|shuru karte hain|assalam o alaikum|assalamualaikum|assalamu alaikum|"
            "salam|salaam|adaab|aadaab|dobara shuru"
        ),
        "submit": (
            "جمع کریں|جمع|جمع کرائیں|بھیجیں|بھیج دیں|سبمٹ|سبمٹ کریں|jama karen|jama karein|jama karayen|bhejen|"
            "bhejein|bhej den|submit karen"
        ),
        "another": (
            "ایک اور|اور ایک|اور شامل کریں|ایک اور شامل کریں|دوسرا شامل کریں|ek aur|aur ek|aur shamil karen|"
            "ek aur shamil karen"
        ),
        "done": (
            "ہو گیا|ہوگیا|مکمل|مکمل ہو گیا|ختم|بس اتنا|بس اتنا ہی|اتنا ہی|اور نہیں|ho gaya|hogaya|mukammal|"
            "mukammal ho gaya|khatam|khatm|bas itna|bas itna hi|itna hi|aur nahi|aur nahin|اور کچھ نہیں|aur kuch nahi"
        ),
        "keep": (
            "رہنے دیں|رہنے دو|وہی|وہی رکھیں|یہی رکھیں|ایسے ہی رہنے دیں|rehne den|rehne dein|rehne do|wahi|wohi|"
            "wahi rakhen|yahi rakhen|aise hi rehne den"
        ),
        "edit": (
            "بدلیں|بدلو|بدلنا ہے|تبدیل کریں|درست کریں|جواب بدلیں|ترمیم|badlen|badlein|badlo|badalna hai|"
            "tabdeel karen|durust karen|jawab badlen|tarmeem"
        ),
    },
}  # fmt: skip

YES_NO: Final[dict[str, dict[str, str]]] = {
    "en": {
        "yes": (
            "yes|y|yeah|yep|yup|ya|yes please|sure|of course|ok|okay|okey|okk|correct|right|that's right|thats right|"
            "that is right|i agree|agree|agreed|i accept|accept|accepted|true|definitely|absolutely|fine|i do|i have|"
            "we do|we have|yes i do|yes i have|yes we do|yes we have|got it|ye|yah|yess|confirm|confirmed|yeah sure|"
            "yes sure|ok sure|yes of course|yes ok|yes okay|it is right as it is|it is right|its right|it's right|"
            "it is correct|its correct|it's correct|all correct|all right|everything is right|everything is correct|"
            "yes it is|yes it is right|yes correct|yes right|as it is|fine as it is|this is right|this is correct|"
            "all ok|all good"
        ),
        "no": (
            "no|n|nope|nah|not at all|never|wrong|incorrect|not correct|not right|that's wrong|thats wrong|"
            "i disagree|disagree|do not agree|i do not agree|i dont agree|i don't agree|i don't|i dont|i do not|"
            "we don't|we dont|we do not|i don't have|i dont have|i do not have|no i don't|no i dont|no thanks|"
            "no thank you|not yet|false|don't have|dont have|noo|none of these"
        ),
    },
    "hi": {
        "yes": (
            "हाँ|हां|हा|हाँ जी|जी हाँ|जी|हाँजी|जी हां|बिल्कुल|बिलकुल|ठीक|ठीक है|सही|सही है|मंज़ूर|मंजूर है|सहमत|"
            "सहमत हूँ|है|हाँ है|जरूर|हाँ ठीक है|ओके|haan|haa|ha|han|haan ji|haanji|hanji|ji haan|ji ha|ji han|ji|jee|"
            "bilkul|theek|thik|theek hai|thik hai|tik hai|thik h|theek h|sahi|sahi hai|sahi h|manzoor|manzur hai|"
            "sahmat|sahmat hoon|sahmat hu|zaroor|zarur|jarur|haan hai|ha hai|hai|haan bilkul|मेरे पास है|"
            "हमारे पास है|mere paas hai|mere pass hai|mere pas hai|hamare paas hai|जी है|ok ji|सहमति है|यही सही है|"
            "यही ठीक है|सब सही है|सब ठीक है|जैसा है ठीक है|यही है|yahi sahi hai|yahi thik hai|yahi theek hai|"
            "sab sahi hai|sab thik hai|sab theek hai|jaisa hai thik hai|yahi hai"
        ),
        "no": (
            "नहीं|नही|ना|न|जी नहीं|नहीं जी|नहीं है|नही है|मत|बिल्कुल नहीं|गलत|ग़लत है|सही नहीं|सहमत नहीं|मंजूर नहीं|"
            "अभी तक नहीं|nahi|nahin|nhi|nai ji|nahee|naheen|na|naa|ji nahi|ji nahin|nahi ji|nahi hai|nahin hai|"
            "nhi hai|nhi h|nahi h|bilkul nahi|galat|galat hai|sahi nahi|sahmat nahi|manzoor nahi|abhi tak nahi|mat|"
            "मेरे पास नहीं है|मेरे पास नहीं|हमारे पास नहीं है|mere paas nahi hai|mere pass nahi hai|"
            "mere pas nahi hai|mere paas nahi|नहीं चाहिए|nahi chahiye|जी नही|सहमति नहीं है|इनमें से कोई नहीं"
        ),
    },
    "mr": {
        "yes": (
            "हो|होय|हो जी|हां|हा|हो हो|बरोबर|बरोबर आहे|ठीक|ठीक आहे|चालेल|नक्की|मान्य|मान्य आहे|मंजूर|सहमत|आहे|हो आहे|"
            "योग्य|ओके|बरं|ho|hoy|hoi|ha|haa|haan|ho ji|barobar|barobar ahe|barobar aahe|thik|theek|thik ahe|"
            "thik aahe|theek ahe|theek aahe|chalel|chaalel|nakki|manya|manya ahe|manjur|sahmat|aahe|ahe|ho ahe|"
            "ho aahe|yogya|bara|माझ्याकडे आहे|आमच्याकडे आहे|majhyakade ahe|majhyakade aahe|mazyakade ahe|"
            "हेच बरोबर आहे|सगळं बरोबर आहे|सगळे बरोबर आहे|सर्व बरोबर आहे|हेच आहे|असंच ठीक आहे|sagla barobar ahe|"
            "sarva barobar ahe|hech ahe|hech barobar ahe"
        ),
        "no": (
            "नाही|नको|नाय|नाही जी|नाही आहे|चूक|चुकीचे|चुकीचं|बरोबर नाही|मान्य नाही|सहमत नाही|अजून नाही|मुळीच नाही|"
            "नाहीये|nahi|naahi|nako|nay|naay|nahi ji|chuk|chukicha|chukiche|barobar nahi|manya nahi|sahmat nahi|"
            "ajun nahi|mulich nahi|nahiye|माझ्याकडे नाही|आमच्याकडे नाही|majhyakade nahi|mazyakade nahi|यापैकी नाही"
        ),
    },
    "ta": {
        "yes": (
            "ஆம்|ஆமாம்|ஆமா|ஆமாங்க|சரி|சரிங்க|சரிதான்|சரி தான்|ஓகே|உண்டு|இருக்கு|இருக்கிறது|சம்மதம்|ஒப்புக்கொள்கிறேன்|"
            "ஏற்கிறேன்|வேண்டும்|நிச்சயமாக|aam|aama|ama|aamam|aamaam|amam|aamaa|aamanga|amanga|sari|seri|saringa|"
            "seringa|sarithan|sari than|sari thaan|undu|irukku|iruku|irukkirathu|sammatham|sammadham|oppukolgiren|"
            "oppukkolgiren|erkiren|vendum|venum|nichayama|kandippa|kandippaga|என்னிடம் இருக்கு|என்னிடம் இருக்கிறது|"
            "என்னிடம் உள்ளது|எங்களிடம் உள்ளது|உள்ளது|enkitta irukku|en kitta irukku|en kitta iruku|இருக்குங்க|"
            "உண்டுங்க|irukkunga|irukunga|இது சரிதான்|எல்லாம் சரி|எல்லாம் சரிதான்|இதுதான்|இதுதான் சரி|ellam sari|"
            "ellaam sari|idhu than|idhu thaan|idhu sari|ithu sari"
        ),
        "no": (
            "இல்லை|இல்ல|இல்லைங்க|இல்லங்க|வேண்டாம்|வேணாம்|தவறு|தப்பு|சரியில்லை|சரி இல்லை|சம்மதமில்லை|சம்மதம் இல்லை|"
            "இன்னும் இல்லை|கிடையாது|illai|illa|ille|illainga|illanga|vendam|vendaam|venam|venaam|thavaru|thappu|"
            "sari illai|sari illa|sammatham illai|innum illai|innum illa|kidaiyathu|kedayathu|kidayadhu|இல்லீங்க|"
            "என்னிடம் இல்லை|எங்களிடம் இல்லை|illinga|illeenga|enkitta illa|en kitta illa|en kitta illai|"
            "இவை எதுவும் இல்லை"
        ),
    },
    "bn": {
        "yes": (
            "হ্যাঁ|হাঁ|হা|হ্যা|জি|জী|হ্যাঁ জি|জি হ্যাঁ|ঠিক|ঠিক আছে|ঠিকই|হুম হ্যাঁ|অবশ্যই|রাজি|আমি রাজি|সম্মত|আছে|"
            "হ্যাঁ আছে|সঠিক|ওকে|hyan|hya|haan|han|ha|haa|hyaa|hae|ji|jee|hyan ji|ji hyan|thik|thik ache|thik achhe|"
            "thik ase|obosshoi|oboshyoi|raji|ami raji|sommoto|ache|achhe|ase|hyan ache|sothik|আমার আছে|আমাদের আছে|"
            "amar ache|amar achhe|যেমন আছে তেমনই ঠিক|সব ঠিক আছে|সব ঠিক|এটাই ঠিক|এটাই|ঠিক এটাই|sob thik ache|"
            "etai thik|etai"
        ),
        "no": (
            "না|নাহ|না না|নেই|নাই|নয়|জি না|না জি|ভুল|ঠিক না|ঠিক নয়|ঠিক নেই|রাজি না|রাজি নই|এখনও না|এখনো না|একদম না|"
            "na|naa|nah|nei|nai|noy|ji na|na ji|bhul|vul|thik na|thik noy|thik nei|raji na|raji noi|ekhono na|"
            "ekdom na|আমার নেই|আমাদের নেই|লাগবে না|amar nei|lagbe na|এগুলোর কোনোটাই নয়"
        ),
    },
    "gu": {
        "yes": (
            "હા|હાં|હા જી|જી|જી હા|બરાબર|બરાબર છે|સાચું|સાચું છે|ઠીક|ઠીક છે|સારું|ચાલશે|ચોક્કસ|મંજૂર|સહમત|સંમત|છે|"
            "હા છે|ઓકે|ha|haa|haan|ha ji|haji|ji|ji ha|barabar|barobar|barabar che|barabar chhe|barobar che|sachu|"
            "sachu che|thik|theek|thik che|thik chhe|saru|chalse|chalshe|chokkas|manjur|sahmat|sammat|che|chhe|"
            "ha che|ha chhe|હાજી|મારી પાસે છે|અમારી પાસે છે|mari pase che|mari pase chhe|આ જ બરાબર છે|બધું બરાબર છે|"
            "બધું બરાબર|આ જ છે|આ બરાબર છે|badhu barabar che|badhu barabar|aa j che|aa barabar che"
        ),
        "no": (
            "ના|નહીં|નહિ|નહી|નથી|ના જી|જી ના|ના ના|ખોટું|ખોટું છે|બરાબર નથી|મંજૂર નથી|સહમત નથી|હજુ નહીં|હજી નહીં|"
            "નથી જોઈતું|na|naa|nai|nahi|nahin|nathi|na ji|ji na|khotu|khotu che|khotu chhe|barabar nathi|"
            "barobar nathi|manjur nathi|sahmat nathi|haju nahi|haji nahi|nathi joitu|મારી પાસે નથી|અમારી પાસે નથી|"
            "mari pase nathi|આમાંથી એકે નહીં"
        ),
    },
    "kn": {
        "yes": (
            "ಹೌದು|ಹೌದ್ರಿ|ಹೂಂ|ಹೂ|ಹಾಂ|ಸರಿ|ಸರಿ ಇದೆ|ಸರಿಯಾಗಿದೆ|ಆಯಿತು|ಆಯ್ತು|ಓಕೆ|ಖಂಡಿತ|ಒಪ್ಪಿಗೆ|ಒಪ್ಪಿದೆ|ಒಪ್ಪುತ್ತೇನೆ|ಇದೆ|"
            "ಹೌದು ಇದೆ|ಬೇಕು|haudu|houdu|howdu|hawdu|haudri|houdri|hu|hoo|haan|ha|sari|sari ide|sariyagide|ayitu|"
            "aayitu|aytu|aaytu|aythu|khandita|khanditha|oppige|oppide|oppuththene|oppuktini|ide|idhe|houdu ide|"
            "haudu ide|beku|ಹೌದ|ಆಗಲಿ|ನನ್ನ ಬಳಿ ಇದೆ|ನಮ್ಮ ಬಳಿ ಇದೆ|aagali|agali|nanna bali ide|nan hatra ide|ಇದೆ ರೀ|"
            "ಇದೆ ಸರ್|ide ri|ಇದು ಸರಿಯಾಗಿದೆ|ಎಲ್ಲಾ ಸರಿ|ಎಲ್ಲ ಸರಿ|ಇದೇ ಸರಿ|ಎಲ್ಲಾ ಸರಿಯಾಗಿದೆ|ಎಲ್ಲ ಸರಿಯಾಗಿದೆ|ella sari|"
            "ide sari"
        ),
        "no": (
            "ಇಲ್ಲ|ಇಲ್ಲಾ|ಇಲ್ರಿ|ಅಲ್ಲ|ಬೇಡ|ತಪ್ಪು|ಸರಿಯಿಲ್ಲ|ಸರಿ ಇಲ್ಲ|ಸರಿಯಲ್ಲ|ಒಪ್ಪಿಗೆ ಇಲ್ಲ|ಒಪ್ಪುವುದಿಲ್ಲ|ಇನ್ನೂ ಇಲ್ಲ|illa|"
            "illaa|ilri|alla|beda|bedaa|tappu|thappu|sari illa|sariyilla|sariyalla|oppige illa|oppalla|innu illa|"
            "innoo illa|ನನ್ನ ಬಳಿ ಇಲ್ಲ|ನಮ್ಮ ಬಳಿ ಇಲ್ಲ|nanna bali illa|nan hatra illa|ಇವು ಯಾವುವೂ ಅಲ್ಲ"
        ),
    },
    "te": {
        "yes": (
            "అవును|ఔను|అవునండి|అవునండీ|ఆఁ|ఆ|సరే|సరేనండి|సరి|సరైనది|సరైనదే|కరెక్ట్|ఓకే|ఉంది|అవును ఉంది|ఉన్నాయి|"
            "ఒప్పుకుంటున్నాను|అంగీకరిస్తున్నాను|తప్పకుండా|కావాలి|నిజమే|avunu|aunu|avnu|avunandi|aunandi|avunu andi|"
            "sare|saare|sarenandi|saraindi|sarainade|correcte|undi|undhi|avunu undi|unnayi|oppukuntunnanu|"
            "angikaristunnanu|angeekaristunnanu|tappakunda|thappakunda|kavali|kaavali|nijame|నా దగ్గర ఉంది|"
            "మా దగ్గర ఉంది|naa daggara undi|na daggara undi|ఉందండి|ఉంది అండి|undandi|undhandi|ఉన్నది సరైనదే|"
            "అన్నీ సరే|అన్నీ సరైనవే|ఇదే సరైనది|ఇదే|అంతా సరే|anni sare|anta sare|ide correct"
        ),
        "no": (
            "కాదు|కాదండి|లేదు|లేదండి|లేదండీ|వద్దు|వద్దండి|తప్పు|సరి కాదు|సరైనది కాదు|ఒప్పుకోను|అంగీకరించను|ఇంకా లేదు|"
            "లేవు|kaadu|kadu|kaadhu|kadhu|kaadandi|kadandi|ledu|ledhu|leedu|ledandi|ledhandi|vaddu|vadhu|vaddhu|oddu|"
            "vaddandi|tappu|thappu|sari kadu|sari kaadu|oppukonu|angikarinchanu|inka ledu|levu|నా దగ్గర లేదు|"
            "మా దగ్గర లేదు|naa daggara ledu|na daggara ledu|ఇవేవీ కావు"
        ),
    },
    "ml": {
        "yes": (
            "അതെ|അതേ|അതെ അതെ|ഉവ്വ്|ഉണ്ട്|അതെ ഉണ്ട്|ശരി|ശരിയാണ്|ആണ്|അതെ ആണ്|ആം|ഓക്കേ|ഓകെ|തീർച്ചയായും|സമ്മതം|സമ്മതമാണ്|"
            "സമ്മതിക്കുന്നു|വേണം|athe|adhe|athey|uvvu|uvv|undu|und|undu undu|sheri|shari|seri|sheriyanu|shariyanu|"
            "sheriya|aanu|aan|theerchayayum|sammatham|sammathamanu|sammathikkunnu|venam|ഉണ്ടു|എനിക്കുണ്ട്|"
            "എനിക്ക് ഉണ്ട്|എന്റെ കയ്യിൽ ഉണ്ട്|enikku undu|ente kayyil undu|ഇതുതന്നെ ശരി|എല്ലാം ശരി|എല്ലാം ശരിയാണ്|"
            "ഇതു തന്നെ|ഇത് തന്നെ|ഇതാണ് ശരി|ellam sheri|ellam sari|ithu thanne|ithanu sheri"
        ),
        "no": (
            "അല്ല|അല്ലാ|ഇല്ല|ഇല്ലാ|വേണ്ട|വേണ്ടാ|തെറ്റ്|തെറ്റാണ്|ശരിയല്ല|സമ്മതമല്ല|സമ്മതമില്ല|ഇതുവരെ ഇല്ല|alla|allaa|"
            "illa|illaa|venda|vendaa|vendha|thettu|thett|thettanu|sheriyalla|shariyalla|sammathamalla|sammathamilla|"
            "ithuvare illa|എനിക്കില്ല|എനിക്ക് ഇല്ല|എന്റെ കയ്യിൽ ഇല്ല|enikku illa|ente kayyil illa|ഇതിൽ ഒന്നുമല്ല"
        ),
    },
    "pa": {
        "yes": (
            "ਹਾਂ|ਹਾਂ ਜੀ|ਹਾਂਜੀ|ਜੀ ਹਾਂ|ਜੀ|ਆਹੋ|ਆਹੋ ਜੀ|ਠੀਕ|ਠੀਕ ਹੈ|ਠੀਕ ਆ|ਸਹੀ|ਸਹੀ ਹੈ|ਬਿਲਕੁਲ|ਮਨਜ਼ੂਰ|ਮਨਜ਼ੂਰ ਹੈ|ਸਹਿਮਤ|ਹੈ|ਹੈਗਾ|"
            "ਹੈਗੀ|ਜ਼ਰੂਰ|ਓਕੇ|haan|haa|ha|han|haan ji|haanji|hanji|han ji|ji haan|ji|aaho|aho|aaho ji|theek|thik|"
            "theek hai|thik hai|theek aa|thik aa|sahi|sahi hai|bilkul|manzoor|manzoor hai|sehmat|hai|haiga|haigi|"
            "zaroor|jaroor|changa|ਮੇਰੇ ਕੋਲ ਹੈ|ਸਾਡੇ ਕੋਲ ਹੈ|mere kol hai|sade kol hai|ਇਹੀ ਸਹੀ ਹੈ|ਸਭ ਠੀਕ ਹੈ|ਸਭ ਸਹੀ ਹੈ|"
            "ਇਹੀ ਠੀਕ ਹੈ|ਇਹੀ ਹੈ|sab theek hai|sab thik hai|ehi theek hai|ehi hai"
        ),
        "no": (
            "ਨਹੀਂ|ਨਹੀ|ਨਾ|ਨਾ ਜੀ|ਨਹੀਂ ਜੀ|ਜੀ ਨਹੀਂ|ਨਹੀਂ ਹੈ|ਹੈ ਨਹੀਂ|ਹੈਨੀ|ਗਲਤ|ਗਲਤ ਹੈ|ਸਹੀ ਨਹੀਂ|ਠੀਕ ਨਹੀਂ|ਸਹਿਮਤ ਨਹੀਂ|"
            "ਮਨਜ਼ੂਰ ਨਹੀਂ|ਅਜੇ ਨਹੀਂ|ਬਿਲਕੁਲ ਨਹੀਂ|nahi|nahin|nhi|nai|na|naa|na ji|nahi ji|nahin ji|ji nahi|nahi hai|"
            "haini|galat|galat hai|sahi nahi|theek nahi|sehmat nahi|manzoor nahi|aje nahi|bilkul nahi|"
            "ਮੇਰੇ ਕੋਲ ਨਹੀਂ ਹੈ|ਮੇਰੇ ਕੋਲ ਨਹੀਂ|ਸਾਡੇ ਕੋਲ ਨਹੀਂ|mere kol nahi hai|mere kol nahi|ਕੋਈ ਵੀ ਨਹੀਂ"
        ),
    },
    "or": {
        "yes": (
            "ହଁ|ହଁ ଆଜ୍ଞା|ଆଜ୍ଞା ହଁ|ହଁ ଅଛି|ଅଛି|ଠିକ୍|ଠିକ|ଠିକ୍ ଅଛି|ଠିକ ଅଛି|ହଉ|ସତ|ରାଜି|ମୁଁ ରାଜି|ସହମତ|ନିଶ୍ଚୟ|ନିଶ୍ଚିତ|ଓକେ|"
            "han|haan|hna|haa|han agya|agya han|achhi|achi|han achhi|han achi|thik|thik achhi|thik achi|thik ache|"
            "hau|haau|raji|mu raji|sahamata|sahamat|nischaya|nishchaya|ମୋ ପାଖରେ ଅଛି|ମୋର ଅଛି|mo pakhare achhi|"
            "mora achhi|ସବୁ ଠିକ୍ ଅଛି|ସବୁ ଠିକ୍|ଏହା ଠିକ୍|sabu thik achhi|sabu thik|eha thik"
        ),
        "no": (
            "ନାହିଁ|ନାଇଁ|ନା|ନୁହେଁ|ନାହିଁ ଆଜ୍ଞା|ଭୁଲ|ଭୁଲ ଅଛି|ଠିକ୍ ନୁହେଁ|ଠିକ୍ ନାହିଁ|ରାଜି ନୁହେଁ|ସହମତ ନୁହେଁ|"
            "ଏପର୍ଯ୍ୟନ୍ତ ନାହିଁ|ଦରକାର ନାହିଁ|nahin|nahi|naahi|naa|na|nai|nuhe|nuhen|nuhan|nahi agya|bhul|bhula|"
            "thik nuhe|thik nuhen|thik nahi|raji nuhe|sahamat nuhe|darkar nahi|ନାହି|ମୋ ପାଖରେ ନାହିଁ|ମୋର ନାହିଁ|"
            "mo pakhare nahi|mora nahi|ଏଥିରୁ କିଛି ନୁହେଁ"
        ),
    },
    "as": {
        "yes": (
            "হয়|হয় হয়|অঁ|ওঁ|হ'ব|হব|আছে|হয় আছে|ঠিক|ঠিক আছে|ঠিকেই আছে|শুদ্ধ|সন্মত|মই সন্মত|ৰাজি|মই ৰাজি|নিশ্চয়|"
            "নিশ্চয়কৈ|ওকে|hoy|hoi|hoye|hobo|hobo diya|ase|asey|ache|hoi ase|thik|thik ase|thik ache|thikei ase|"
            "xuddho|shuddho|sonmot|xonmot|raji|moi raji|nischoy|nisoy|মোৰ আছে|মোৰ ওচৰত আছে|mur ase|mor ase|"
            "এইটোৱেই শুদ্ধ|সকলো ঠিক আছে|সকলো শুদ্ধ|এইটোৱেই|এইটো ঠিক আছে|xokolu thik ase|sokolu thik ase|eitoei"
        ),
        "no": (
            "নহয়|নাই|নালাগে|না|নহয় নহয়|ভুল|ভুল আছে|ঠিক নহয়|শুদ্ধ নহয়|সন্মত নহয়|ৰাজি নহয়|এতিয়ালৈ নাই|"
            "এতিয়াও নাই|nohoy|nohoi|nai|nalage|naa|na|bhul|vul|thik nohoy|thik nohoi|sonmot nohoi|raji nohoi|"
            "etialoi nai|etiyao nai|মোৰ নাই|মোৰ ওচৰত নাই|mur nai|mor nai|ইয়াৰ এটাও নহয়"
        ),
    },
    "ur": {
        "yes": (
            "ہاں|ہاں جی|جی ہاں|جی|ہاں ہے|ہے|ٹھیک|ٹھیک ہے|صحیح|صحیح ہے|درست|درست ہے|بالکل|بلکل|منظور|منظور ہے|متفق|"
            "ضرور|اوکے|haan|han|haa|ha|haan ji|haanji|ji haan|ji han|ji|jee|haan hai|hai|theek|thik|theek hai|"
            "thik hai|sahih|sahi|sahi hai|durust|durust hai|bilkul|manzoor|manzoor hai|muttafiq|zaroor|zarur|"
            "میرے پاس ہے|ہمارے پاس ہے|mere paas hai|hamare paas hai|یہی صحیح ہے|سب ٹھیک ہے|سب صحیح ہے|یہی ٹھیک ہے|"
            "جیسا ہے ٹھیک ہے|یہی ہے|sab theek hai|yahi theek hai|yahi sahi hai"
        ),
        "no": (
            "نہیں|نہی|نہ|جی نہیں|نہیں جی|نہیں ہے|غلط|غلط ہے|صحیح نہیں|درست نہیں|منظور نہیں|متفق نہیں|ابھی تک نہیں|"
            "بالکل نہیں|ہرگز نہیں|nahi|nahin|nhi|naheen|na|naa|nai|ji nahi|ji nahin|nahi ji|nahi hai|nahin hai|"
            "ghalat|galat|ghalat hai|galat hai|sahi nahi|durust nahi|manzoor nahi|muttafiq nahi|abhi tak nahi|"
            "bilkul nahi|hargiz nahi|میرے پاس نہیں ہے|میرے پاس نہیں|ہمارے پاس نہیں|mere paas nahi hai|mere paas nahi|"
            "ان میں سے کوئی نہیں"
        ),
    },
}  # fmt: skip

# Said around any of them without changing it: politeness, "to me" and "this".
POLITE: Final = (
    "me|mujhe|mujhko|mala|enakku|enaku|naaku|naku|nanage|enikku|amake|amar|mane|mainu|mote|mok|moi|mu|ami|main|this|ise|ye|yeh|eta|ithai"
    "|मुझे|मुझको|मैं|इसे|यह|ये|मला|मी|हे|हा|எனக்கு|இதை|আমাকে|আমি|এটা|મને|આ|ನನಗೆ|ಇದನ್ನು|నాకు|దీన్ని|ఇది|എനിക്ക്|ഇത്|ਮੈਨੂੰ|ਇਹ|ମୋତେ|ମୁଁ|ଏହା"
    "|মোক|মই|এইটো|مجھے|میں|یہ|اسے|అండి|"
    "please|pls|plz|sir|madam|mam|ma'am|ji|bhai|bhaiya|bhaiyya|boss|dear|thanks|thank you|kindly|saheb|sahab|didi|bro|anna|akka|garu"
    "|andi|dada|kaka|ben|chetta|chechi|kripya|kripaya|daya karke|dayachesi|dayavittu|dayavu seithu|meherbani"
    "|जी|सर|मैडम|कृपया|भाई|भैया|साहब|साहेब|दीदी|प्लीज|दादा|ताई|சார்|மேடம்|தயவுசெய்து|ஐயா|அண்ணா|অনুগ্রহ করে|দয়া করে|স্যার|দাদা|দিদি|ভাই"
    "|કૃપા કરીને|ભાઈ|સાહેબ|બેન|ದಯವಿಟ್ಟು|ಸರ್|ಮೇಡಂ|ಅಣ್ಣ|దయచేసి|సర్|మేడం|గారు|ദയവായി|സർ|ചേട്ടാ|ਜੀ|ਕਿਰਪਾ ਕਰਕੇ|ਭਾਜੀ|ਵੀਰ ਜੀ"
    "|ଦୟାକରି|ଆଜ୍ଞା|ଭାଇ|অনুগ্ৰহ কৰি|ছাৰ|দাদা|جی|جناب|صاحب|بھائی|براہ کرم|مہربانی"
)

# Roman spellings that are common words elsewhere (a mango, a saree, a forest, a mat): they count in their own language only.
ONLY_AT_HOME: Final = (
    "aam|ama|amam|sari|saari|kaadu|kadu|pan|pin|bas|ho|ha|haa|na|naa|ji|jee|hai|mat|band|nai|nay|han|hoy|hoi|jama|aage|agla|matlab|raji"
    "|ache|ase|che|undi|beku|hu|hoo|und|alla|nei|bara|chuk|salam|athe|vidu|roko|ruko|katha|kase"
)

# Words that look like a command or an answer and, in this language, are something else.
NOT_HERE: Final[dict[str, str]] = {
    "en": "na|ha|ho|hu",
    "hi": "ho|हो|ya|या|बदला|परत|aam|आम",
    "mr": "na|naa|ना|न|ya|या",
    "ta": "na|naa",
    "kn": "na|naa",
    "te": "na|naa|sari",
    "ml": "na|naa|sari",
    "bn": "ho|ya",
    "pa": "ho|ya",
    "ur": "ho|ya",
    "gu": "ho|ya",
    "or": "ama",
}

# A no that judges: behind one of these a further no turns it round ("गलत नहीं" is "not wrong").
VERDICTS: Final = (
    "wrong|incorrect|false|never|गलत|ग़लत है|galat|galat hai|चूक|चुकीचे|चुकीचं|chuk|chukicha|chukiche|தவறு|தப்பு|thavaru|thappu|ভুল|bhul|vul"
    "|ખોટું|ખોટું છે|khotu|khotu che|khotu chhe|ತಪ್ಪು|tappu|thappu|తప్పు|തെറ്റ്|തെറ്റാണ്|thettu|thett|thettanu|ਗਲਤ|ਗਲਤ ਹੈ|ଭୁଲ|ଭୁଲ ଅଛି|bhula"
    "|ভুল আছে|غلط|غلط ہے|ghalat|ghalat hai"
)
