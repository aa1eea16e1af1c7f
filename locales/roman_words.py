"""Words that a language written in Roman letters is known by: spellings people type, several where several are common.

A word may stand under several languages; it then counts less for each (`locales.detect`). Short words that also are English are left out
of the Indian lists unless a sentence of that language can hardly do without them.
"""

from typing import Final

WORDS: Final[dict[str, str]] = {
    "en": """
        the a an is are am was were be been being i me my mine we us our ours you your yours he him his she her it
        its they them their this that these those here there where what which who whom whose when why how much many
        do does did done doing have has had having can could will would shall should may might must not no yes and or
        but if then than so because as of in on at to from for with without by about into over under after before
        between through during until while up down out off again further once all any both each few more most other
        some such only own same too very just also now never always often sometimes usually already still since want
        wants need needs like make makes making made sell sells selling sold buy buys buying bought sends sending
        sent get gets getting got give gives given take takes taken know knows known think see tell said say says
        called come comes came go goes going went work works working started starting run runs running find found
        show shown use used store today tomorrow yesterday last next new old good better best big small large village
        abroad long short every father brother workers people women men looking ready able around under near don't
        doesn't didn't can't won't i'm it's we're i've we've isn't aren't haven't hasn't dont cant im
    """,
    "hi": """
        hai hain hun hoon hu ho tha thi the hoga hogi honge hota hoti hote hua hui hue gaya gayi gaye gya raha rahi rahe rha rhi rhe karta karti karte karna karunga karenge kare karein kijiye
        kijie chahiye chahie chaiye chahta chahte chahti sakta sakte sakti main mai maine mujhe mujhko mera meri mere hum humne hame humein humko hamara hamari hamare humara humari humare aap aapne aapko
        aapka aapki aapke tum tumhara tumhari woh wo uska uski uske unka unki unke yeh ye iska iski iske isme yahan yaha wahan waha kahan kaha kaun kaunsa konsa kya kyu kyun kyon kaise kaisa
        kitna kitni kitne kab ka ki ke ko mein me se par tak aur ya lekin magar bhi abhi bahut bohot bahot sab sabhi kuch kuchh koi kisi jab tab agar nahi nahin nhi mat liye saath baad pehle
        apna apni apne jo jiska jisme diya di liya banata banate banati bechta bechte bechti bhejta bhejte bhejna bhejunga bhej kharidte mila mili mile milega milta bataiye batao dijiye
        kar do ek teen char paanch saal mahine mahina din aaj kal subah shaam rupaye rupay paas wala wali wale cheez cheezein dukaan dukan kapda kapde masale gehu chawal haan han theek thik sahi
        kripya dhanyavad namaste kaam shahar gaon ghar maal jaldi zyada jyada thoda kam bada badi bade chhota chota choti accha acha achha achhi naya nayi purana itna aisa ab phir fir kabhi hamesha
        sirf dono lagbhag kareeb dusra dusri pehla pehli log logo dena lena jana aana hona banana rakhte malum maloom pata shuru tayyar taiyar videsh bheja lagta lagega karke wajah tarah bahar
        samajh aaya aya apko apka apki krna kr h hu hy mujhse hamse bolo naam nam
        baare pass jab jaise waise jitna utna bataya banaya becha kharida bhejte aata aati aate jata jati jate dete
        leta lete deta padta padega karenge jayega aayega milta poochna dekhna dekho suno paisa paise ladka ladki
        aadmi aurat bhai behan pati patni karobar samaan saman zaroorat sawal jawab waqt
    """,
    "ur": """
        hai hain hoon tha thi the aap aapka mera meri mere hum hamara mujhe kya kaise kahan nahi nahin aur lekin bhi ka ki ke ko mein se par karta karte chahiye chahta raha rahe
        janab shukriya meherbani mehrbani tijarat tajir taluq mutabiq ijazat daryaft khareed farokht bairoon mulk mulkon dastavez dastawez
        inshallah mashallah assalam salam alaikum walaikum khuda hafiz guzarish muntazir behtareen umdah masnuat raqam lafz aap ko hamari hamare
    """,
    "mr": """
        aahe ahe aahet ahet aahot ahot nahi nahit navhte hoto hote hota zale jhale zala jhala zali jhali kele kela keli karto karte kartat karaycha karayche karaychi karaychay karnar karun kara
        pahije hava havi have nako mi mee mala maza maze mazi mazhe mazha mazhi majha majhi majhe majhya mazya aamhi amhi amhala aamhala aamcha amcha aamchi amchi aamche amche aamchya amchya aapan apan aapla apla aapli
        aaple tumhi tumhala tumcha tumchi tumche tumchya to ti te tyacha tyachi tyache tyanna tyala hya ithe tithe yethe kuthe kothe kon konta konti konte kay kaay kase kasa kashi kasha kiti kevha
        kadhi aani ani kinva kiva pan parantu suddha dekhil aata ata khup khoop far sarva sagle sagla kahi koni jar tar mhanun mhanje sathi saathi madhye madhe paryant pasun kade kadun barobar
        sobat nantar aadhi mage pudhe dila dili dile ghetla ghetle banavto banavte banavtat banvto vikto vikte viktat pathavto pathavte pathavtat pathvto pathavla pathavle pathavaycha pathavayche
        pathva milala milali milale milel milto milte sanga dya ghya don paach shambhar varsh varshe varsha mahina mahine divas udya parva kaal sakali sandhyakali javal dukan kapad kapde gahu tandul
        hoy bara lavkar jast thode thoda mothe motha mothi lahan changla changli changle navin juna evdha asa ase asto aste astat asel yeto yete yetat yeil jato jate jatat lagto lagte lagtat lagel
        fakt donhi dusra dusri pahila pahili vel lok suru tayar pardeshat pardeshi vatte shakto shakte shakta samajle samajla nav naav gela geli gele aala ala aali aale rahto rahte vyavsay shetkari
        bhaji majhyakade mazyakade amchyakade aamchyakade garaj kontya sangu baghu vichar
        baddal sobat javalchya tyanchya aplya tumhala hyancha karta yava jaava milava hotay yetoy jatoy kartoy karto
        bagha sangitla vicharla paise kaam manse bayka mula ghari gavat baher
    """,
    "gu": """
        chhe che chu chhu chhun chhiye chiye chho hatu hato hati hata hashe nathi na hu hun mane maru mari mara maro ame amne amaru amari amara amaro aapne apne aapnu tame tamne tamaru tamari tamara tamaro te tene
        tenu teni tena aa ane ke pan parantu athva shu su kem kyan kya kyare ketla ketlu ketli kevi kevu kevo kayu kayo kai koi badha badhu badhi bahu ghanu ghani ghana vadhare ochhu thodu mate
        thi ma par sudhi sathe vagar pachhi pachi pehla pela have hamna aaje kale parmdivse savare sanje karu karvu karva karvanu karvani kariye karo kare karishu karish karyu karyo kari joie joiye
        joye jove shakay shaku shakiye vechu vechie vechiye vechva vechvu moklu moklva moklvu mokli moklyu moklvanu mokle banavu banaviye banavie banavva banave lavo aapo apo aapi levu leva levani jay jaish aave
        avyo avi aavyo gayu gayo gai thayu thay thase thashe rahyu rahyo rahu jevu nanu nani motu moti mota saru sari saras navu juna ek be tran chaar panch das so hajar varsh varas varso mahino mahina divas
        dukan vepar vepari dhandho kapad kapda ghau chokha masala hoy hase kaho bolo janavo jaldi khabar videsh deshma gam gaam shaher ghar maal nam naam chhokro lakho amari dhandha karkhanu vechan
        chhokri ben aavi lai thaya gaya aavse karva karvama banavvanu vechvanu aapvanu levanu joi hoi tyare jyare
        tyan jyan aavu evu tevu tamara potanu malshe malse aavshe thai lidhu didhu
    """,
    "pa": """
        hai han haan ne si san sigi hovega hove hunda hundi hunde main mainu menu mera meri mere mereya asi assi asin sanu sadda sada sadi saddi sade sadde tusi tussi tuhanu tuhada tuhadi tuhade oh ohda ohdi
        ohna eh ehda ehdi ehna ethe othe kithe kithon ki kyon kiven kidan kinna kinni kinne kaddon kado kehra kehri kehre da di de nu nun vich wich vicho ton ton tak naal nal te ate jaan par vi hun hune bahut bohat
        sare saare sab kujh kuch koi je jadon nahi nahin nai layi lai vaste baad pehlan apna apni apne jo jihda karda kardi karde karna karange karaange karo chahida chahidi chahide chahunda chahunde
        sakda sakdi sakde rehnda rehnde banaunda banaunde bhejda bhejde bhejna vechda vechde vechna kharidna milya mileya mili dasso daso deo lao ikk ik do tin chaar panj saal mahine din ajj aj kal
        paise dukaan kapda kanak chaul changa changi vadia vadhiya chhoti vadda vaddi wadda nava navi thoda jyada zyada hor sat sri akal paaji veerji kamm pind shehar ghar maal gya gaya gayi reha rahi rahe ho gaya
        hogaya kitta kita kiti keeta kehnde pata pehla dooja lokan bande
        baare kol kolon ohnu ehnu sanu jadon kade hega hegi karke painda painde lainda saade saada milange milu haje laiye dainda aunda aundi aunde
        jaanda jaandi vekho vekhna puchhna bhra bhain munde kudi pind vicho
    """,
    "bn": """
        ami amar amake amra amader apni apnar apnake apnara apnader tumi tomar tomake se tar take tara tader tini uni ebong ar aar kintu ba karon jonno jonne theke diye niye songe sathe shathe kachhe kache modhye moddhe
        pore age agey ekhon akhon ekhono tokhon kokhon kobe kothay kothai keno ki kee ke koto kemon kon kono kichu kichhu sob shob sobai onek khub beshi kom ekta ekti ekjon duto duti tinte na nei noy hyan ha haa hobe
        hole hoye hoyeche hoyechhe hochche hochhe hoy chilo chhilo chilam achi achhi ache achhe achen kori kore koren korechi korechhi korche korchi korbo korben korte kora korar korun jai jay jacche jabe geche esheche asbe
        din dicchi diyechi debo dite nite nebo pari paren parbo parchi pare chai chan pathai pathabo pathate pathiyechi bechi bikri kinte banai toiri bolun bolte jani janen lagbe lage ei eta eti oi sheta sei je ja
        jodi tobe tai to shudhu sudhu pray proti taka hajar lokkho lakh koti bochor bochhor mash mase aaj aj kal agamikal sokale bari dokan kapor chal gom moshla dhonnobad nomoshkar thik bhalo boro choto chhoto notun kaj
        shohor gram mal taratari dorkar deshe bideshe chalai ekhane sekhane naam nam byabsa bebsa thaki rakhi pai peyechi dui amader gulo kagoj
        er oder era ora lokjon chele meye cheye bole gele thakle jodio noile bajare dokane barite kauke tomader
        ekhane okhane amio apnio chhara majhe khujchi chaichi bolchi kinchi bechi dekhi shuni theke
    """,
    "ta": """
        naan nan en ennoda ennudaiya enaku enakku ennai ennudaya naanga nanga naangal nangal engal enga engaloda engaluku engalukku neenga ninga neengal unga ungal ungaloda ungaluku ungalukku avan aval avar avanga avargal athu adhu idhu ithu
        inga anga enge engey engu yaar yar enna yenna en yen eppadi epdi yeppadi evlo evalavu ethanai eththanai eppo eppothu eppodhu entha endha illa illai ille iruku irukku irukken iruken irukkom irukom irukkanga irukkirathu irukkum irunthu
        irundhu irundu aam aamaam ama aama amam seri sari vendum venum venam vendam vendaam thevai theva pannanum pannunga panren pannren panrom pannrom pannuven panna pannurom seiya seigiren seigirom seikirom seyya seiyanum
        seithu vikkiren vikiren vikkirom virkiren virkirom vitpanai anupanum anuppanum anupuren anuppuren anupunga anuppunga anuppa anupa anuppurom vaanga vanga vangi vaangi kodunga kudunga kudukka solunga sollunga sollu
        mudiyum mudiyuma mudiyala mudiyathu theriyum theriyala theriyathu theriyuma puriyala puriyavillai oru rendu irandu moonu munu naalu anju pathu nooru aayiram ayiram latcham latcham kodi varusham varudam maasam masam matham naal
        inniku innaiku indru naalai nalaiku nalaikku nethu kaalai kadai thozhil vyabaram viyabaram porul porutkal thuni arisi masala nalla periya pudhu puthu pazhaya romba konjam niraya niraiya ellam ella ellaam mattum kooda kuda
        aana aanal aanaal illana ippo ippothu ippodhu appuram apram munnadi pinnadi mela keezha ulla veliya velinaadu velinaattuku velinattukku vanakkam nandri ayya amma peru peyar per oor ooru veedu velai vela varugiren varen
        vanthu vandhu poren poga ponga kitta kita
        pathi kooda varaikkum avangaluku namma nammaloda vachi vachirukom irunthuchu varuthu pogudhu kidaikum
        kidaichathu pannitom pannitu panni aatkal pombalainga pasanga kaasu panam vela paakuren seyyuren seiyarom seiyaren kidaikkum pakkathula vikkanum
    """,
    "te": """
        nenu naa na naaku naku nannu nadi memu mem maa ma maaku maku mammalni manam mana manaki meeru miru mee mi meeku miku mimmalni atanu aame ayana vaallu vallu vaalla vaadu adi idi ivi avi ikkada akkada ekkada evaru
        evaru enti emiti emi em enduku ela elaa entha enta enni eppudu epudu edi e ledu leda ledhu levu leru undi unnadi unnayi unnaru unnanu unnam undhi untundi untayi avunu aunu kadu kaadu kaadhu kavali kaavali kavala
        vaddu vadhu cheyali cheyyali chestanu chesthanu chestunnanu chestunnam chestunna chestam chesthamu chestamu chestharu chestaru chesanu chesam chesina cheyandi cheyyandi cheyyadam cheyadam chesi
        ammutanu ammutanu ammutunnanu ammutamu ammutam ammutunnam ammutham ammuthanu ammali amme konali pampali pampistanu pampistam pampinchali pampandi pampinchandi pamputanu pampincharu tayaru thayaru ivvandi
        ivvali ivvu istaru istharu cheppandi cheppu telusu teliyadu theliyadu telidu ardham artham kaledu ardam oka okati rendu moodu mudu nalugu aidu padi vanda vandala vela veyyi laksha lakshalu lakshala koti
        kotlu samvatsaram samvatsaralu samvatsarala nela nelaku nelalu roju rojulu ivala ee eeroju ninna repu udayam sayantram dukanam kottu vyaparam vasthuvu vasthuvulu vastuvulu battalu biyyam masala manchi
        pedda chinna kotta paata chala chaala konchem ekkuva takkuva anni antha kuda kooda kaani kani mariyu leka ayithe aithe ippudu taruvata tarvata mundu venuka paina kinda lopala bayata videsalaku videshalaku
        namaskaram dhanyavadalu garu peru uru ooru intlo illu pani sare gurinchi nunchi nundi kosam valla tho lo ki ku daggara
        valana varaku appati inka malli evari vari daani vaati andaru andariki pillalu abbayi ammayi annayya nanna
        amma illu panulu sarukulu dabbu dabbulu rupayalu vastundi vasthundi vastayi vasthayi padutundi avutundi
        autundi chestundi kaavalante kavalsina unnappudu inti oorilo
    """,
    "kn": """
        naanu nanu nanna nanage nange nanag naavu navu namma namage namge neevu nivu nimma nimage nimge avanu avalu avaru adu idu ivu avu illi alli elli yaaru yaru yenu enu en yaake yake hege hegu eshtu estu yeshtu yavaga
        yaavaga yava yaava yavudu illa illada ide idhe ideya ive iddare iddaare iddeve iddive iddini iddeene iddene houdu haudu howdu alla beku bekaa beku bekagide beda bedi madbeku maadbeku maadabeku madabeku madtini maadtini
        maadtene maduttene maaduttene madutteve maaduttheve maadutteve madtivi maadtivi madtidini madtiddini madtiddeve maadtiddeve maadi madi maadalu madalu maduvudu maadida madida marutteve maarutteve maruttene maarutteene
        martini maartini martivi maartivi marata maarata kalisabeku kaluhisabeku kalsbeku kalisi kaluhisi kalsi kaluhisutteve kalisutteve tayarisutteve tayarisuttene tayari kodi kottu heli helbeku gottu gottilla gothilla gotthu artha
        agilla aaglilla aagilla agatte aagutte agutte aagtade ondu eradu mooru muru naalku nalku aidu hattu nooru savira saavira laksha koti varsha varshagalu varshadinda tingalu tingalige dina ivattu indu naale nale
        ninne beligge sanje angadi vyapara vastu vastugalu batte akki masale olleya olle dodda chikka hosa haleya thumba tumba swalpa jasti kadime ella ellaa matra kooda kuda adare aadare mattu athava eega
        iga nantara modalu hinde munde mele kelage olage horage videshakke videshakkey namaskara dhanyavada dhanyavadagalu sir hesaru ooru mane kelasa sari banni hogi inda ge alli annu galu
        bagge jothe jote hattira kade tanaka varegu yaru avarige ivarige nammalli nimmalli idre bandre hodre aagide
        madutta iddu bandide hogi banni torisi kodtini togoltini kelsa hanna duddu hatra sigutte sigatte kodutte hogutte banthu hana
    """,
    "ml": """
        njan nhan njaan ente enikku enikk enik enne njangal nangal njangalude njangalkku nammal nammude ningal ningalude ningalkku avan aval avar athu ithu ath ith ivide avide evide evideya aaru aaranu enthu enthanu entha
        enthinu enthu enthokke engane enganeya ethra etra eppol eppo eppozha ethu eth illa illaa undu und unde undo undaayirunnu aanu aan anu aano ano alla allaa athe athey venam venda vendaa veno vendathu vende
        cheyyanam cheyyunnu cheyunnu cheyyam cheyyum cheythu cheyyuka cheyyu cheyyan cheyyunna vilkkunnu vilkunnu vilkkan vilkkanam vilpana ayakkanam ayakkan ayakkunnu ayachu ayakku ayakkam undakkunnu undakkunna undaakkunnu
        vangan vaangan vaangi vangi tharu tharumo tharaam parayu parayoo parayamo paranju ariyam ariyilla ariyaam ariyumo manasilayilla manasilayi manassilayi kazhiyum kazhiyilla pattum pattilla pattumo oru randu moonnu moonu naalu
        anchu anju pathu nooru aayiram ayiram laksham kodi varsham varshamaayi varshamayi maasam masam divasam innu inn naale nale innale raavile ravile vaikunneram kada kachavadam kachavadam bisinas sadhanam sadhanangal
        ulpannam thuni ari masala nalla valiya cheriya puthiya pazhaya valare kurachu kooduthal kuravu ellam ellaam ellaavarum mathram maathram pakshe pakse allenkil enkil ippol ippo pinne pinneed munp munpu purake
        mele thaazhe akathu purathu videshathekku videshathu namaskaram nanni sir peru per naadu veedu joli sheri shari poyi vannu varunnu pokunnu kondu ninnu muthal vare aayi
        kurichu koode aduthu vendi vare avarkku ivarkku nammude undayirunnu varunnundu kittum kittiyilla parayunnu
        cheyyunnilla undakki vittu panam joli aalukal pennungal kuttikal
    """,
    "or": """
        mu mun mora mote mo ame aame ama aama amara aamara amaku apana aapana apananka aapananka tume tuma tumara se tara taku semane semananka eha eta tahaa o ebang kintu kimba karana pain paain ru re ku thu thare
        pakhare sahita saha madhyare bhitare bahare pare age ebe tebe kebe kouthi keunthi kahinki kana kan kie kete kemiti keun kichhi sabu bahut adhika kam gote goti dui tini na nahin nahanti nuhe nahi han hela
        heba achhi achi achhu achhanti thila thili kare karuchhi karuchhu karuchi karuchu karibi karibu karibaku karanti karantu kali kalu jae jauchi jiba asiba diantu debi deba nebi pare paribi paribu parucchi darkar
        chahe chahunchi chahuchu pathaibi pathaibu pathaibaku pathauchu bikri bikuchhu bikuchu kiniba tiari kuhantu jane janini lagiba tanka hajara lakhya koti barsa barsha masa dina aji kali sakale dokana
        luga chaula masala dhanyabad namaskar bhala bada chhota nua purana kama sahara gaan ghara mala sighra naama byabasaya kaarabara
    """,
    "as": """
        moi mor mok ami amar amak apuni apunar aponar apunak tumi tomar teo teu teor xi tai tar aru kintu ba karone babe pora logot lagat bhitorot bahirot pisot agote etiya tetiya ketiya kot kiyo ki kun kiman kenekoi
        kene kunu kiba xokolu sokolu bohut khub besi kom eta ekhon ejon duta nohoy nai nalage hoy hobo hole hoi hoise asil ase asu asoo koru koro kore korisu koriso korise korim koribo koriboloi kora korok jao
        jai goise jabo ahise diyok diya disu dim dibo lom parim pare paru parimne bisaru bisarisu pothau pothaam pothabo pothaim besu bikri kinibo bonau toiyar kowk koug jani najanu lagibo lage ei eitu xei seitu jodi
        tente matro pray proti toka hajar bosor boshor mah mahot aji kali kailoi ghor dukan kapur saul dhonyobad nomoskar thik bhal dangor xoru soru notun kam sohor gaon mal xunkale dorkar bidexot bideshot bidekhot
        bideshloi naam nam byowoxai besai thaku sah
    """,
}

# English words that every Indian language borrows: they say little, and nothing unless other English stands beside them.
LOANS: Final = """
    business company product products shop factory market customer customers buyer buyers price rate year years month
    months week day days first second number name address city state country export exports exporting exporter import
    license certificate account bank money rupees lakh crore thousand hundred per kg ton pieces quality order orders
    delivery payment time one two three four five six seven eight nine ten family please thanks thank hello hi call
    send sample start help
"""

# Endings of words of at least five letters, weaker evidence than a whole word: these languages put into an ending what others say in a word.
ENDINGS: Final[dict[str, str]] = {
    "ta": "kku ngal gal iren irom irathu raanga ranga nga anum enga kitta la ukku oda udaiya thaan athu iruku um",
    "te": "andi undi unnaru unnanu unnam unnayi stanu sthanu stunna stam sthamu amu lu laku aniki oddu ledu ali inchi nchali galara",
    "kn": "tteve ttene ttade utte beku alli annu idini idene ivi galu kke adinda inda lla tini ttiddene ttideve",
    "ml": "unnu unnath anam aanu aayi ilum inte ude ikku athu kku aam illa athinu yilekku yil",
    "mr": "cha chi che chya aycha ayche nar tat laa sathi madhye kade tlya",
    "gu": "iye ishu vanu vani vano vana chhe ma mathi nathi yu",
    "bn": "chhi chhe chi chen ben bo te gulo der",
    "as": "isu ise iboloi im ibo oloi khon",
    "or": "uchhi uchhu uchu ibaku antu ibu ibi nku mane",
    "pa": "unda unde ange wala nde",
    "hi": "unga unge enge ein iye iyega",
    "en": "ing tion ment ness able ted ries",
}  # fmt: skip
