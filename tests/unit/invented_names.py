# ruff: noqa: E501
"""Names that the redactor does not ship: made of syllables by origin, and rarer real ones.

Held out on purpose: whatever of these is in a shipped list is left out when it is asked for.
"""

import random

from lif_narrative.deidentify.grammar import is_word
from lif_narrative.deidentify.lexicon import fold, given, nicknames, surnames

# Origin: (beginnings, endings) of given names, then of surnames.
SYLLABLES = {
    "english": ("Bren Tam Elsp Corr Marl Thess Lynd Wynn Jorr Kell Darr Holl Fen Perr Ansl Tild Hadd Ros",
                "ika wen ine ick elle yth anna ard issa eth ora ian otte abel",
                "Thorm Wick Hather Brax Coll Ollen Stubb Wither Garr Penn Lower Hagg Crows Birten Skell",
                "thwaite ley shaw combe worth stead by ridge bottom croft holme grave sett wold"),
    "irish and traveller": ("Caoi Fia Blá Muir Sao Éad Lao Dear Cio Oir Ruar Tua Brí", "lann nait dhne ghal rse mhín nán chán",
                            "McGar McAlo O'Fey O'Tre McEni O'Gar McSor Quil Mon Gil Kil", "ragh lish nane herty gan sker vany lane"),
    "welsh": ("Llyw Gwenf Eir Myf Teg Cer Bryn Heul Rhid Gwern Ifan", "dros rwel iona anwy wedd ydfa nwen ogwen",
              "Bith Pryth Gwyth Ellw Cadr Llan Tref Gwern", "erch ellin ydd wallen aron fryn igan"),
    "polish": ("Zbro Mści Rado Wie Bogu Sła Cze Dobro Święto", "mira sława wit chna mił niega wój",
               "Prze Wasz Gło Krzy Brzo Szcz Drze Ogor Wyd", "kowski rzewski zewicz dlarczyk wacka nowska chniewicz"),
    "romanian and roma": ("Flo Mărgă Dori Zam Ioni Ru Ane Vio Rafi", "riela rita nel fira că pina mona lin dana",
                          "Băl Ciu Dră Măn Ghio Tră Puș Vră", "ănescu beanu ghiceanu tărescu caru nciu oiașu"),
    "ukrainian and baltic": ("Zory Myro Svyato Bohu Rosty Vese Daug Eima Kęs", "slava nka mysl var liuba ntas gaile",
                             "Hor Pyly Tere Shkur Zabo Vash Dre Rim", "bachenko penko shchuk venko rotny lauskas kūnas"),
    "punjabi and hindu": ("Har Jas Gur Man Prab Sukh Tar Aksh Vis Dhar", "vleen prem shaan tanya lokan veeraj nidhar minder",
                          "Bhad Khur Dhan Vill Chok Panj Mal Thak", "oriya anpal ewal kheri shwar sidia walia"),
    "pakistani and bangladeshi": ("Zu Mah Ane Shaz Raf Tay Ruq Nu Fahm", "bariya roosh zeela ranoor weez hsana jamil",
                                  "Chaud Bakh Siddi Moz Rahm Qaz Ghul Sara", "ranwala tiar khera umder ozai arkar badi"),
    "arab and kurdish": ("Wij Raz Shah Naw Hayf Zhw Bês Gul Tay", "dane nouk raz zath manoush wiyar seer",
                         "Al-Rub Al-Kas El-Mach Qara Haj Bard Zeb", "aidi wani touni baghli esanî ouqi khani"),
    "somali": ("Xali Cab Dhu Guul Ilha Suba Warsa", "daahir wiyo qaad maale fardus nuur",
               "Cig Xud Guul Shir Diri Waa Buul", "aal oon eed walle ye bsar"),
    "eritrean and ethiopian": ("Tesfa Mehr Yor Sel Hab Ghir Wel Zeb", "lidet awit danet ameskel temu nesh riel",
                               "Gebre Habte Welde Tekle Haile Okba", "neguse yonas berhan tsion mikael gabir"),
    "west african": ("Olu Ade Chi Nne Obi Kwa Ayo Ifi Uzo Nana", "morewa dunni kosilu tobela ladun benimo kemzi",
                     "Ade Oko Nwa Agye Boa Ola Ony", "gbesan nzele mbuike bimpor tundola kwesim chekwu"),
    "congolese and southern african": ("Tshi Nom Tawa Mbu Rudo Khanyi Zod", "zodwe vimbo ralo nyasha langeni mpendu",
                                       "Mwan Chik Ndlo Kaz Mup Zvi", "gombe wanzura vuzi adile anda rikomo"),
    "caribbean and black british": ("La De Sha Ja Ke Ty Ra Mar", "quarius nishka vontrae meshia lyric draeya quinta",
                                    "Pem Sal Gar Wal Dun Hin", "broke veray mondeen croft swick dwell"),
    "chinese and vietnamese": ("Xiao Zi Yu Jia Hao Ruo Bao Thuy", "lan wen meng qi shu nguye yan",
                               "Zhu Ouya Sima Tra Nguy Hua Luo", "ang ng nh engh ong uan"),
}  # fmt: skip
# Rarer real names, from general knowledge; those that a shipped list has are passed over when drawn.
RARE = {
    "english": ("Peregrine Ottoline Thomasina Barnaby Araminta Ptolemy Endellion Jocasta Lettice Tamsyn Jowan Morwenna Digory Elowen Loveday Zennor Isolda Piran Hesper",
                "Featherstonehaugh Micklewright Snodgrass Twelvetrees Gotobed Pauncefoot Ravenscroft Sidebotham Winterbourne Cholmondeley Trevanion Bosustow Lugg Ollivant Threadgold Crapnell Chatten"),
    "irish and traveller": ("Sadhb Ceallach Líadan Muirgheal Ríofach Sárnait Fiachra Tuathal Éanna Cúán", "Mac-Giolla Ó-Súilleabháin McGillycuddy O'Mulrian Heneghan Mulqueen Furphy Connors-Cash Rafteree"),
    "welsh": ("Gwawr Lliwen Peredur Taliesin Blodeuwedd Gwrtheyrn Tanwen Caradog Elidir Ysella", "Ap-Dafydd Gwyther Bleddyn Cadwgan Tudur-Jones Gwyndaf Llwyd Prytherch"),
    "polish": ("Bronisława Gniewomir Jarogniew Wacława Zdzisława Ludmiła Kordian Gertruda", "Szczypiorski Brzęczyszczykiewicz Grzegrzółka Wyrzykowski Niedźwiecki Kościelniak Pietraszewska"),
    "romanian and roma": ("Safta Rebeca Fănuța Pardalian Rujița Esmeralda Ghiocel", "Căldăraș Stănescu-Rom Bumbescu Mitache Zătreanu Ciurar Lăutaru"),
    "south asian": ("Ikjot Vivaan Ruksaar Jaydeepa Inderpal Anwesha Tharshini Priyantha", "Dhanoya Ramgarhia Kuttiyil Puvanendran Chaklader Bhuyan Sohanpal Thirunavukkarasu"),
    "arab, kurdish, afghan": ("Rêzan Şilêr Gulbahar Shaqayeq Ghezal Dilsoz Zmarai", "Alkhateeb Shekhani Barakzai Almadani Abulhassan Nourzai Zangana"),
    "east african": ("Ayaanle Cawaale Timiro Mihretab Bruktayit Letebrhan Zahraan", "Cismaan Xirsi Gebreyohannes Weldegebriel Abdisamad Kidanemariam Mohamednur"),
    "west and central african": ("Oreoluwa Ikeoluwa Chimamaka Nanayaa Ewuradjoa Kouamé Tshiela", "Ogunmodede Akinsanmi Nwachineke Owusu-Ansah Tchamba Kouassi Oyewumi-Cole"),
    "east asian": ("Yingluo Huimin Kamkwan Trangdai Xuânlan Sokha", "Zhuge Shangguan Dương-Nguyễn Lertsiri Hkawng"),
}  # fmt: skip


def is_shipped(name):
    """Whether a list that the redactor ships has this name, or a part of it is an everyday word."""
    key = fold(name)
    return key in given() | surnames() or key in nicknames() or is_word(key)


def made(origin, kind, rng):
    """A name of syllables that no shipped list has."""
    heads, tails = (text.split() for text in SYLLABLES[origin][(0 if kind == "given" else 2) :][:2])
    while is_shipped(name := rng.choice(heads) + rng.choice(tails)):
        pass
    return name


def rare(origin, kind):
    """The rarer real names of an origin that no shipped list has."""
    return [name for name in RARE[origin][0 if kind == "given" else 1].split() if not is_shipped(name)]


def common(rng, kind):
    """A name that the shipped lists do have: what most families are called."""
    pool = sorted(given() if kind == "given" else surnames())
    name = rng.choice(pool)
    while len(name) < 4 or is_word(name) or "'" in name:
        name = rng.choice(pool)
    return "-".join(part.capitalize() for part in name.split("-"))


WORDS = "Grace Hope Will Rose Mark Summer Faith Joy Dawn Frank Amber Robin Jay Angel Summer April June Max".split()


def drawn(rng):
    """`(group, origin, given, surname)`: whose name it is, of any group."""
    group = rng.choice(["made", "made", "rare", "listed", "word"])
    if group == "made":
        origin = rng.choice(sorted(SYLLABLES))
        return group, origin, made(origin, "given", rng), made(origin, "surname", rng)
    if group == "rare":
        origin = rng.choice(sorted(RARE))
        return group, origin, rng.choice(rare(origin, "given")), rng.choice(rare(origin, "surname"))
    first = rng.choice(WORDS) if group == "word" else common(rng, "given")
    return group, group, first, common(rng, "surname")


if __name__ == "__main__":
    chance = random.Random(1)
    for _ in range(40):
        print(drawn(chance))
