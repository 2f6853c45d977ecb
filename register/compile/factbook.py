#!/usr/bin/env python3
"""Prints heads of state and government seen in the World Factbook 2015 to 2026 (public domain) as candidates for merge.py.

usage: factbook.py DATA_DIR > candidates.txt

Only offices with no row in tenures.tsv are printed: names there are in the press's spelling already. A holder ends where
the next begins; one last seen before the end of 2025 without a successor is left out, as is every doubtful line.
"""
import csv, html, os, re, sys
from datetime import datetime

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
data = sys.argv[1]
codes = {r["FIPS"].lower(): r["ISO3166-1-Alpha-3"] for r in csv.DictReader(open(data + "/names/country-codes.csv", encoding="utf-8"))}
codes.update({"kv": "XKX"})
states = {l.split("\t")[0] for l in open(HERE + "/states.tsv", encoding="utf-8") if l.split("\t")[3:4] in (["state"], ["partly"])}
have = {tuple(l.split("\t")[:2]) for l in open(HERE + "/tenures.tsv", encoding="utf-8")}
SKIP = {"SMR", "AND", "BIH", "CHE", "VAT", "THA", "ARE", "MYS", "KWT", "BHR", "OMN", "QAT", "SAU", "JOR", "LSO", "SWZ", "BTN", "TON", "WSM", "GRL"}
TITLE = re.compile(r"^(?:Transitional |Interim |Caretaker |Acting |State )?(President|Prime Minister|Premier|Chancellor|Taoiseach \(Prime Minister\)|King|Grand Duke|Prince|Federal Chancellor)(?: of the [A-Z][a-z ]+)? (?=[A-Z])")
RANKS = re.compile(r"^(?:Lt\.? |Maj\.? |Brig\.? |Col\.? |Gen\.? |Capt\.? |Dr\.? |Field Marshal |Sir |Cdr\.? |Ret\. |Retired |General |Colonel )+")

# Names as the press writes them.
USUAL = """
Jose Dos Santos=Jose Eduardo dos Santos|Juan Morales=Evo Morales|Thomas Yayi=Boni Yayi|Seretse Khama=Ian Khama|Daniel Duncan=Daniel Kablan Duncan
Roch Kabore=Roch Marc Christian Kabore|Mohammad Shahabuddin=Mohammed Shahabuddin|Robert Mambe=Robert Beugre Mambe|Joseph Ngute=Joseph Dion Ngute
Sylvestre Ilunga=Sylvestre Ilunga Ilunkamba|Jean-Michel Lukonde=Jean-Michel Sama Lukonde|Judith Suminwa=Judith Suminwa Tuluka|Azail Assoumani=Azali Assoumani
Jose Neves=Jose Maria Neves|Ulisses Correia=Ulisses Correia e Silva|Jorge Fonseca=Jorge Carlos Fonseca|Luis Solis=Luis Guillermo Solis|Carlos Alvarado=Carlos Alvarado Quesada
Ismail Guelleh=Ismail Omar Guelleh|Abdoulkader Mohamed=Abdoulkader Kamil Mohamed|Frederik X=Frederik X|Isaias Afwerki=Isaias Afwerki|Toomas Ilves=Toomas Hendrik Ilves
Mulatu Teshome Wirtu=Mulatu Teshome|Taye Atske Selassie=Taye Atske Selassie|Ratu Katonivere=Wiliame Katonivere|Ratu Lalabalavu=Naiqama Lalabalavu|Ratu Nailatikau=Epeli Nailatikau
Brice Oligui=Brice Oligui Nguema|Rose Raponda=Rose Christiane Raponda|Elect Barrow=Adama Barrow|Josse Vaz=Jose Mario Vaz|Umaro Embalo=Umaro Sissoco Embalo|Horta Man=Horta N'Tam
Teodoro Nguema Mgasogo=Teodoro Obiang Nguema Mbasogo|Ekaterini Sakellaropoulou=Katerina Sakellaropoulou|Juan Hernandez=Juan Orlando Hernandez|Ram Kovind=Ram Nath Kovind
Michael Higgins=Michael D. Higgins|Abdul Rashid=Abdul Latif Rashid|Olafur Grimsson=Olafur Ragnar Grimsson|Sigmundur Gunnlaugsson=Sigmundur David Gunnlaugsson
Krisjanis Karins=Krisjanis Karins|Mohammed Vi=Mohammed VI|Albert Ii=Albert II|Carl Xvi Gustaf=Carl XVI Gustaf|Ibrahim Solih=Ibrahim Mohamed Solih|Mohamed Muizzi=Mohamed Muizzu
Ibrahim Keita=Ibrahim Boubacar Keita|Marie-Louise Preca=Marie-Louise Coleiro Preca|Myriam Debono=Myriam Spiteri Debono|Jargaltulga Erdenebat=Jargaltulgyn Erdenebat
Khaltmaa Battulga=Khaltmaagiin Battulga|Ukhnaa Khurelsukh=Ukhnaagiin Khurelsukh|Tsakhia Elbegdorj=Tsakhiagiin Elbegdorj|Luvsannamsrai Oyun-Erdene=Luvsannamsrain Oyun-Erdene|Gombojavyn Zandanshatar=Gombojavyn Zandanshatar
Mohamed Aziz=Mohamed Ould Abdel Aziz|Mohamed Ghazouani=Mohamed Ould Ghazouani|Mohamed Bilal=Mohamed Ould Bilal|Moctar Diay=Mokhtar Ould Djay|Pritivirajsing Roopun=Prithvirajsing Roopun
Arthur Mutharika=Peter Mutharika|Issoufou Mahamadou=Mahamadou Issoufou|Council Tchiani=Abdourahamane Tchiani|Khadga Oli=K.P. Sharma Oli|Sher Deuba=Sher Bahadur Deuba|Pushpa Dahal=Pushpa Kamal Dahal
Ram Yadav=Ram Baran Yadav|Bidhya Bhandari=Bidya Devi Bhandari|Ram Poudel=Ram Chandra Poudel|Asif Zardari=Asif Ali Zardari|Juan Varela=Juan Carlos Varela|José Mulino=José Raúl Mulino
Pedro Kuczynski=Pedro Pablo Kuczynski|Jose Castillo=Pedro Castillo|Antonio Montenegro=Luis Montenegro|Marcelo Rebelo De Sousa=Marcelo Rebelo de Sousa|Mario Benitez=Mario Abdo Benitez|Mario Benítez=Mario Abdo Benitez
Bassirou Faye=Bassirou Diomaye Faye|Ernest Koroma=Ernest Bai Koroma|Julius Bio=Julius Maada Bio|Mohamed Roble=Mohamed Hussein Roble|Hamza Barre=Hamza Abdi Barre|Mohamed Abdullahi=Mohamed Abdullahi Mohamed
Jorge Jesus=Jorge Bom Jesus|Manuel Da Costa=Manuel Pinto da Costa|Chandrikapersad Santokhi=Chan Santokhi|Natasa Pirc Musar=Natasa Pirc Musar|Albert Padacke=Albert Pahimi Padacke|Mahamat Deby=Mahamat Idriss Deby|Mahamat Déby=Mahamat Idriss Deby
Emomali Rahmon=Emomali Rahmon|Taur Ruak=Taur Matan Ruak|Kay Gusmao=Xanana Gusmao|Najla Romdhane=Najla Bouden|Samia Hassan=Samia Suluhu Hassan|Ahmad Mubarek=Ahmad Awad bin Mubarak|Salim Bin Burayk=Salem Saleh bin Braik
Maeen Saeed=Maeen Abdulmalik Saeed|Juan Briceno=John Briceño|Faustin-Archange Touadera=Faustin-Archange Touadera|Almazbek Atambaev=Almazbek Atambayev|Francisco Guterres=Francisco Guterres
Thongloun Sisoulit=Thongloun Sisoulith|Phankham Viphavan=Phankham Viphavanh|Sonxai Siphandon=Sonexay Siphandone|Thongsing Thammavong=Thongsing Thammavong|Choummali Saignason=Choummaly Sayasone|Serdar Berdimuhamedov=Serdar Berdimuhamedow
Victor-Viorel Ponta=Victor Ponta|Nicolae-Ionel Ciuca=Nicolae Ciuca|Joachim Kylem De Tambela=Apollinaire Joachim Kyelem de Tambela|Rimtalba Ouedraogo=Jean Emmanuel Ouedraogo|Alejandro Aguirre=Alejandro Maldonado Aguirre|Raman Halowchenka=Roman Golovchenko
Gulub Donev=Galab Donev|Nikolay Denkov=Nikolai Denkov|Vahagn Khachaturyan=Vahagn Khachaturyan|Gervais Ndirakobuca=Gervais Ndirakobuca|Anerood Jugnauth=Anerood Jugnauth|Mohamed Fofana=Mohamed Said Fofana|Ibrahima Fofana=Ibrahima Kassory Fofana
Mamadou Bah=Bah Oury|Paula-Mae Weekes=Paula-Mae Weekes|Catalin Predoiu=Catalin Predoiu|Luis Abinader=Luis Abinader
"""
USUAL = dict(x.split("=") for x in USUAL.replace("\n", "|").split("|") if x)
# Read wrongly, or the next one is not the successor: entered by hand or left out.
DOUBTFUL = {"Mohammad Chuppi", "Mark Phillips", "Alen Simonyan", "Judith Tuluka", "Jean-Michel Kyenge", "Nicolae-Ionel Ciuca", "Donald Ramotar", "Yoweri Museveni",
            "Ruhakana Rugunda", "Almazbek Atambaev", "Abdelaziz Bouteflika", "Ibrahim Keita", "Jean-Lucien Tove", "Faure Gnassingbe", "Andry Rajoelina",
            "Pedro Kuczynski", "Christian Kern", "Sebastian Kurz", "Anerood Jugnauth", "Hashim Thaci", "Shavkat Mirziyoyev", "Joseph Ngute", "Isaias Afwerki",
            "Victoire Tomegah", "Peter Pelligrini", "Robert Golob", "Daniel Duncan", "Ulisses Silva", "Ilídio Te", "Samy Badibanga", "Claude Joseph",
            "Carlos Do Rosario", "Barnabas Dlamini", "Brigi Rafini", "Samoura Kamara", "Elect Barrow", "Sylvestre Ilunga", "Dimitar Glavchev", "Ilie Bolojan",
            "Alfred Nzo", "Keith Mitchell", "Yahya Jammeh", "Alejandro Aguirre", "Michel Boisvert", "Alex Sceberras Trigona", "Ralph Gonsalves", "Raman Halowchenka",
            "Jeanine Anez", "Tommy Remengesau", "Francisco Obama", "Mamady Doumbouya", "Jovenel Moise", "Milo Djukanovic", "Zoran Milanovic", "Jargaltulga Erdenebat"}


def date(text):
    text = re.split(r"[;(]| when | re-?elected", text)[0].strip().replace("Sept ", "Sep ")
    for f, o in (("%d %B %Y", "%Y-%m-%d"), ("%d %b %Y", "%Y-%m-%d"), ("%B %Y", "%Y-%m"), ("%b %Y", "%Y-%m"), ("%Y", "%Y")):
        try:
            return datetime.strptime(text, f).strftime(o)
        except ValueError:
            pass


def cap(word):
    return re.sub(r"[^\W\d_]+", lambda m: m.group().capitalize(), word)


def names(text):
    """Usual and full name: the family name is written in capitals."""
    words = text.split()
    capital = [i for i, w in enumerate(words) if re.sub(r"[^\w]", "", w).isupper() and len(re.sub(r"\W", "", w)) > 1]
    if not capital or any(c in text for c in ",()/0123456789"):
        return None
    full = " ".join(cap(w) if i in capital else w for i, w in enumerate(words))
    if capital[0] == 0:
        return full, full
    run = [i for i in capital if i - capital[0] == capital.index(i)]
    short = " ".join([words[0]] + [cap(words[i]) for i in run])
    return short, full


found = {}
for r in csv.DictReader(open(data + "/factbook_leaders_2015_2026.csv", encoding="utf-8")):
    code, role = codes.get(r["gec"]), {"head_of_state": "head-of-state", "head_of_government": "head-of-government"}.get(r["role"])
    holder = html.unescape(r["holder"]).lstrip("- ").strip()
    if code not in states or code in SKIP or role is None or (code, role) in have:
        continue
    m, since = TITLE.match(holder), date(r["since"])
    if not m or not since or "CHARLES III" in holder or "ELIZABETH II" in holder:
        continue
    # A president who heads the government too is in the table once, as head of state.
    if role == "head-of-government" and m.group(1) == "President":
        continue
    acting = bool(re.match(r"(Transitional|Interim|Caretaker|Acting)", holder))
    name = names(RANKS.sub("", holder[m.end():]))
    if name:
        if name[0].startswith(("President ", "Prime ", "King ")):
            continue
        found.setdefault((code, role), []).append((since, r["last_seen"], name, acting))
for (code, role), rows in sorted(found.items()):
    holders = []
    for since, seen, name, acting in sorted(rows):
        same = holders and (holders[-1]["name"][0].split()[-1].lower() == name[0].split()[-1].lower() or holders[-1]["since"] == since)
        if same:
            holders[-1]["seen"] = max(holders[-1]["seen"], seen)
            holders[-1]["names"] |= {name[1], name[0]}
        else:
            holders.append({"since": since, "seen": seen, "name": name, "names": {name[0], name[1]}, "acting": acting})
    print(f"= {code} {role} - World Factbook (public domain)")
    for i, h in enumerate(holders):
        end = holders[i + 1]["since"] if i + 1 < len(holders) else ("" if h["seen"] > "2026" else None)
        # No issue was read between early 2017 and November 2020: who came and went between is not seen.
        hidden = h["seen"] < "2020-11-30" and end and end > "2017-04" and role == "head-of-government"
        if end is None or hidden or h["name"][0] in DOUBTFUL or end == h["since"]:
            continue
        usual = USUAL.get(h["name"][0], h["name"][0])
        spelt = sorted(n for n in h["names"] - {usual} if n not in USUAL)
        print(f"{usual}; {h['since']}; {end}; {'acting' if h['acting'] else ''}")
        if spelt:
            print("~ " + " | ".join([usual] + spelt))
