#!/usr/bin/env python3
"""Prints states.tsv from public-domain country codes and names, and the hand lists below.

usage: states.py DATA_DIR > ../states.tsv
DATA_DIR holds names/country-codes.csv and names/factbook_countries.csv (public domain).
COW numbers, aliases and metonyms are written here by hand.
"""
import csv, re, sys, html

data = sys.argv[1]

COW = """USA 2 CAN 20 BHS 31 CUB 40 HTI 41 DOM 42 JAM 51 TTO 52 BRB 53 DMA 54 GRD 55 LCA 56 VCT 57 ATG 58 KNA 60 MEX 70 BLZ 80
GTM 90 HND 91 SLV 92 NIC 93 CRI 94 PAN 95 COL 100 VEN 101 GUY 110 SUR 115 ECU 130 PER 135 BRA 140 BOL 145 PRY 150 CHL 155 ARG 160
URY 165 GBR 200 IRL 205 NLD 210 BEL 211 LUX 212 FRA 220 MCO 221 LIE 223 CHE 225 ESP 230 AND 232 PRT 235 DEU 255 POL 290 AUT 305
HUN 310 CZE 316 SVK 317 ITA 325 SMR 331 VAT 327 MLT 338 ALB 339 MNE 341 MKD 343 HRV 344 SRB 345 BIH 346 XKX 347 SVN 349 GRC 350 CYP 352
BGR 355 MDA 359 ROU 360 RUS 365 EST 366 LVA 367 LTU 368 UKR 369 BLR 370 ARM 371 GEO 372 AZE 373 FIN 375 SWE 380 NOR 385 DNK 390
ISL 395 CPV 402 STP 403 GNB 404 GNQ 411 GMB 420 MLI 432 SEN 433 BEN 434 MRT 435 NER 436 CIV 437 GIN 438 BFA 439 LBR 450 SLE 451
GHA 452 TGO 461 CMR 471 NGA 475 GAB 481 CAF 482 TCD 483 COG 484 COD 490 UGA 500 KEN 501 TZA 510 BDI 516 RWA 517 SOM 520 DJI 522
ETH 530 ERI 531 AGO 540 MOZ 541 ZMB 551 ZWE 552 MWI 553 ZAF 560 NAM 565 LSO 570 BWA 571 SWZ 572 MDG 580 COM 581 MUS 590 SYC 591
MAR 600 DZA 615 TUN 616 LBY 620 SDN 625 SSD 626 IRN 630 TUR 640 IRQ 645 EGY 651 SYR 652 LBN 660 JOR 663 ISR 666 SAU 670 YEM 679
KWT 690 BHR 692 QAT 694 ARE 696 OMN 698 AFG 700 TKM 701 TJK 702 KGZ 703 UZB 704 KAZ 705 CHN 710 MNG 712 TWN 713 PRK 731 KOR 732
JPN 740 IND 750 BTN 760 PAK 770 BGD 771 MMR 775 LKA 780 MDV 781 NPL 790 THA 800 KHM 811 LAO 812 VNM 816 MYS 820 SGP 830 BRN 835
PHL 840 IDN 850 TLS 860 AUS 900 PNG 910 NZL 920 VUT 935 SLB 940 KIR 946 TUV 947 FJI 950 TON 955 NRU 970 MHL 983 PLW 986 FSM 987 WSM 990"""
cow = dict(zip(COW.split()[::2], COW.split()[1::2]))

# alpha3: name; aliases; adjectives and demonyms (a '+' in front adds to the compiled ones); capitals; metonyms
HAND = {
"USA": ("United States", "United States of America|U.S.|U.S.A.|=US|=USA|America|the States|Uncle Sam", "American|Americans|U.S.|=US", "Washington|Washington, D.C.|Washington DC|Washington, DC|Washington D.C.", "Obama administration|Trump administration|Biden administration|Bush administration|Clinton administration"),
"CHN": ("China", "People's Republic of China|=PRC|mainland China|Mainland China|Communist China|Red China", "Chinese", "Beijing|Peking", ""),
"GBR": ("United Kingdom", "Britain|Great Britain|U.K.|=UK|England|United Kingdom of Great Britain and Northern Ireland", "British|Briton|Britons|Brits|U.K.|=UK", "London", "Whitehall|Westminster"),
"RUS": ("Russia", "Russian Federation", "Russian|Russians", "Moscow", ""),
"KOR": ("South Korea", "Republic of Korea|S. Korea|S.Korea|=ROK|Korea", "South Korean|South Koreans|S. Korean|S.Korean|Korean|Koreans", "Seoul", ""),
"PRK": ("North Korea", "Democratic People's Republic of Korea|=DPRK|N. Korea|N.Korea|hermit kingdom|Hermit Kingdom", "North Korean|North Koreans|N. Korean|N.Korean", "Pyongyang", ""),
"TWN": ("Taiwan", "Republic of China|Chinese Taipei|=ROC|Formosa", "Taiwanese|Taiwan", "Taipei", ""),
"JPN": ("Japan", "", "Japanese", "Tokyo", ""),
"IRN": ("Iran", "Islamic Republic of Iran|Persia", "Iranian|Iranians", "Tehran|Teheran", ""),
"ISR": ("Israel", "State of Israel|Jewish state|Jewish State", "Israeli|Israelis", "Jerusalem|Tel Aviv", ""),
"PSE": ("Palestine", "State of Palestine|Palestinian territories|Palestinian Territories|occupied Palestinian territory|Occupied Palestinian Territory|Palestinian territory", "Palestinian|Palestinians", "Ramallah", ""),
"XKX": ("Kosovo", "Republic of Kosovo", "Kosovan|Kosovar|Kosovars|Kosovans", "Pristina|Prishtina", ""),
"VAT": ("Vatican City", "Vatican|Holy See|the Vatican|the Holy See", "Vatican", "Vatican City", ""),
"ARE": ("United Arab Emirates", "=UAE|U.A.E.|Emirates", "Emirati|Emiratis|=UAE", "Abu Dhabi", ""),
"TUR": ("Turkey", "Türkiye|Turkiye|Republic of Turkey|Republic of Türkiye", "Turkish|Turk|Turks", "Ankara", ""),
"CZE": ("Czech Republic", "Czechia", "Czech|Czechs", "Prague", ""),
"MMR": ("Myanmar", "Burma", "Burmese|Myanmar", "Naypyidaw|Naypyitaw|Nay Pyi Taw", ""),
"SYR": ("Syria", "Syrian Arab Republic", "Syrian|Syrians", "Damascus", ""),
"VNM": ("Vietnam", "Viet Nam|Socialist Republic of Vietnam", "Vietnamese", "Hanoi|Ha Noi", ""),
"LAO": ("Laos", "Lao People's Democratic Republic|Lao PDR", "Laotian|Laotians|Lao", "Vientiane", ""),
"COD": ("Democratic Republic of the Congo", "Democratic Republic of Congo|DR Congo|D.R. Congo|=DRC|Congo-Kinshasa", "Congolese", "Kinshasa", ""),
"COG": ("Republic of the Congo", "Republic of Congo|Congo-Brazzaville|Congo Republic|Congo", "Congolese", "Brazzaville", ""),
"CIV": ("Ivory Coast", "Côte d'Ivoire|Cote d'Ivoire", "Ivorian|Ivorians|Ivoirian", "Yamoussoukro", ""),
"CPV": ("Cape Verde", "Cabo Verde", "Cape Verdean|Cape Verdeans|Cabo Verdean", "Praia", ""),
"SWZ": ("Eswatini", "Swaziland", "Swazi|Swazis|Eswatini", "Mbabane|Lobamba", ""),
"MKD": ("North Macedonia", "Macedonia|Republic of North Macedonia", "Macedonian|Macedonians|North Macedonian", "Skopje", ""),
"TLS": ("East Timor", "Timor-Leste|Timor Leste", "Timorese|East Timorese", "Dili", ""),
"BIH": ("Bosnia and Herzegovina", "Bosnia|Bosnia-Herzegovina|Bosnia & Herzegovina", "Bosnian|Bosnians", "Sarajevo", ""),
"NLD": ("Netherlands", "Holland|the Netherlands", "Dutch", "Amsterdam", ""),
"PHL": ("Philippines", "Republic of the Philippines", "Philippine|Filipino|Filipinos", "Manila", ""),
"UKR": ("Ukraine", "", "Ukrainian|Ukrainians", "Kyiv|Kiev", ""),
"SAU": ("Saudi Arabia", "Kingdom of Saudi Arabia|=KSA", "Saudi|Saudis|Saudi Arabian", "Riyadh", ""),
"DEU": ("Germany", "Federal Republic of Germany", "German|Germans", "Berlin", ""),
"FRA": ("France", "French Republic", "French|Frenchman|Frenchwoman", "Paris", ""),
"ESP": ("Spain", "", "Spanish|Spaniard|Spaniards", "Madrid", ""),
"POL": ("Poland", "", "Polish|Pole|Poles", "Warsaw", ""),
"IRL": ("Ireland", "Republic of Ireland|Irish Republic", "Irish|Irishman|Irishwoman", "Dublin", ""),
"AFG": ("Afghanistan", "Islamic Emirate of Afghanistan", "Afghan|Afghans", "Kabul", ""),
"KGZ": ("Kyrgyzstan", "Kyrgyz Republic", "Kyrgyz|Kyrgyzstani|Kyrgyzstanis", "Bishkek", ""),
"KAZ": ("Kazakhstan", "", "Kazakh|Kazakhs|Kazakhstani|Kazakhstanis", "Astana|Nur-Sultan", ""),
"TJK": ("Tajikistan", "", "Tajik|Tajiks|Tajikistani", "Dushanbe", ""),
"TKM": ("Turkmenistan", "", "Turkmen|Turkmens|Turkmenistani", "Ashgabat", ""),
"UZB": ("Uzbekistan", "", "Uzbek|Uzbeks|Uzbekistani", "Tashkent", ""),
"AZE": ("Azerbaijan", "", "Azerbaijani|Azerbaijanis|Azeri|Azeris", "Baku", ""),
"BLR": ("Belarus", "Byelorussia", "Belarusian|Belarusians|Belarussian|Belarussians", "Minsk", ""),
"MDA": ("Moldova", "Republic of Moldova", "Moldovan|Moldovans", "Chisinau|Chișinău", ""),
"ROU": ("Romania", "Rumania", "Romanian|Romanians", "Bucharest", ""),
"SRB": ("Serbia", "", "Serbian|Serbians|Serb|Serbs", "Belgrade", ""),
"MNE": ("Montenegro", "", "Montenegrin|Montenegrins", "Podgorica", ""),
"SVN": ("Slovenia", "", "Slovenian|Slovenians|Slovene|Slovenes", "Ljubljana", ""),
"SVK": ("Slovakia", "Slovak Republic", "Slovak|Slovaks|Slovakian", "Bratislava", ""),
"HRV": ("Croatia", "", "Croatian|Croatians|Croat|Croats", "Zagreb", ""),
"CHE": ("Switzerland", "", "Swiss", "Bern|Berne", ""),
"DNK": ("Denmark", "", "Danish|Dane|Danes", "Copenhagen", ""),
"FIN": ("Finland", "", "Finnish|Finn|Finns", "Helsinki", ""),
"SWE": ("Sweden", "", "Swedish|Swede|Swedes", "Stockholm", ""),
"NOR": ("Norway", "", "Norwegian|Norwegians", "Oslo", ""),
"ISL": ("Iceland", "", "Icelandic|Icelander|Icelanders", "Reykjavik|Reykjavík", ""),
"NZL": ("New Zealand", "Aotearoa|=NZ", "New Zealander|New Zealanders|Kiwi|Kiwis", "Wellington", ""),
"AUS": ("Australia", "Commonwealth of Australia", "Australian|Australians|Aussie", "Canberra", ""),
"CAN": ("Canada", "", "Canadian|Canadians", "Ottawa", ""),
"MEX": ("Mexico", "", "Mexican|Mexicans", "Mexico City", ""),
"ARG": ("Argentina", "", "Argentine|Argentines|Argentinian|Argentinians|Argentinean", "Buenos Aires", ""),
"BOL": ("Bolivia", "", "Bolivian|Bolivians", "La Paz|Sucre", ""),
"BRA": ("Brazil", "", "Brazilian|Brazilians", "Brasilia|Brasília", ""),
"COL": ("Colombia", "", "Colombian|Colombians", "Bogota|Bogotá", ""),
"DOM": ("Dominican Republic", "", "Dominican|Dominicans", "Santo Domingo", ""),
"DMA": ("Dominica", "", "Dominican|Dominicans", "Roseau", ""),
"IND": ("India", "Republic of India|Bharat", "Indian|Indians", "New Delhi|Delhi", ""),
"PAK": ("Pakistan", "Islamic Republic of Pakistan", "Pakistani|Pakistanis", "Islamabad", ""),
"BGD": ("Bangladesh", "", "Bangladeshi|Bangladeshis", "Dhaka", ""),
"LKA": ("Sri Lanka", "Ceylon", "Sri Lankan|Sri Lankans", "Colombo|Sri Jayawardenepura Kotte", ""),
"NPL": ("Nepal", "", "Nepali|Nepalis|Nepalese", "Kathmandu", ""),
"MDV": ("Maldives", "the Maldives", "Maldivian|Maldivians", "=Malé", ""),
"BTN": ("Bhutan", "", "Bhutanese", "Thimphu", ""),
"THA": ("Thailand", "", "Thai|Thais", "Bangkok", ""),
"KHM": ("Cambodia", "Kampuchea", "Cambodian|Cambodians|Khmer", "Phnom Penh", ""),
"MYS": ("Malaysia", "", "Malaysian|Malaysians", "Kuala Lumpur|Putrajaya", ""),
"SGP": ("Singapore", "", "Singaporean|Singaporeans", "Singapore", ""),
"IDN": ("Indonesia", "", "Indonesian|Indonesians", "Jakarta|Nusantara", ""),
"BRN": ("Brunei", "Brunei Darussalam", "Bruneian|Bruneians", "Bandar Seri Begawan", ""),
"FSM": ("Micronesia", "Federated States of Micronesia", "Micronesian|Micronesians", "Palikir", ""),
"GMB": ("Gambia", "The Gambia|the Gambia", "Gambian|Gambians", "Banjul", ""),
"BHS": ("Bahamas", "The Bahamas|the Bahamas", "Bahamian|Bahamians", "Nassau", ""),
"STP": ("Sao Tome and Principe", "São Tomé and Príncipe|Sao Tome", "Sao Tomean|Sao Tomeans", "São Tomé", ""),
"GNQ": ("Equatorial Guinea", "", "Equatorial Guinean|Equatorial Guineans|Equatoguinean", "Malabo", ""),
"GNB": ("Guinea-Bissau", "Guinea Bissau", "Bissau-Guinean|Bissau-Guineans", "Bissau", ""),
"LBY": ("Libya", "", "Libyan|Libyans", "Tripoli", ""),
"YEM": ("Yemen", "Republic of Yemen", "Yemeni|Yemenis", "Sanaa|Sana'a|Aden", ""),
"TZA": ("Tanzania", "", "Tanzanian|Tanzanians", "Dodoma", ""),
"BDI": ("Burundi", "", "Burundian|Burundians", "Gitega", ""),
"BEN": ("Benin", "", "Beninese|Beninois", "Porto-Novo", ""),
"NGA": ("Nigeria", "", "Nigerian|Nigerians", "Abuja", ""),
"NER": ("Niger", "", "Nigerien|Nigeriens", "Niamey", ""),
"ZAF": ("South Africa", "", "South African|South Africans", "Pretoria|Cape Town", ""),
"BWA": ("Botswana", "", "Botswanan|Botswanans|Motswana|Batswana", "Gaborone", ""),
"LSO": ("Lesotho", "", "Basotho|Mosotho", "Maseru", ""),
"GRC": ("Greece", "Hellenic Republic", "Greek|Greeks", "Athens", ""),
"CYP": ("Cyprus", "Republic of Cyprus", "Cypriot|Cypriots", "Nicosia", ""),
"HUN": ("Hungary", "", "Hungarian|Hungarians", "Budapest", ""),
"GEO": ("Georgia", "", "Georgian|Georgians", "Tbilisi", ""),
"ATG": ("Antigua and Barbuda", "Antigua & Barbuda|Antigua", "Antiguan|Antiguans|Barbudan", "St. John's", ""),
"BRB": ("Barbados", "", "Barbadian|Barbadians|Bajan|Bajans", "Bridgetown", ""),
"VCT": ("Saint Vincent and the Grenadines", "St. Vincent and the Grenadines|St Vincent and the Grenadines", "Vincentian|Vincentians", "Kingstown", ""),
"LCA": ("Saint Lucia", "St. Lucia|St Lucia", "Saint Lucian|St. Lucian|Saint Lucians", "Castries", ""),
"KNA": ("Saint Kitts and Nevis", "St. Kitts and Nevis|St Kitts and Nevis", "Kittitian|Kittitians|Nevisian", "Basseterre", ""),
"TTO": ("Trinidad and Tobago", "Trinidad & Tobago|Trinidad", "Trinidadian|Trinidadians|Tobagonian", "Port of Spain|Port-of-Spain", ""),
"CRI": ("Costa Rica", "", "Costa Rican|Costa Ricans", "San Jose|San José", ""),
"SLV": ("El Salvador", "", "Salvadoran|Salvadorans|Salvadorean", "San Salvador", ""),
"PAN": ("Panama", "", "Panamanian|Panamanians", "Panama City", ""),
"PRY": ("Paraguay", "", "Paraguayan|Paraguayans", "Asuncion|Asunción", ""),
"VEN": ("Venezuela", "", "Venezuelan|Venezuelans", "Caracas", ""),
"SUR": ("Suriname", "", "Surinamese", "Paramaribo", ""),
"MDG": ("Madagascar", "", "Malagasy|Madagascan", "Antananarivo", ""),
"MUS": ("Mauritius", "", "Mauritian|Mauritians", "Port Louis", ""),
"SYC": ("Seychelles", "the Seychelles", "Seychellois", "", ""),
"COM": ("Comoros", "the Comoros", "Comorian|Comorians|Comoran", "Moroni", ""),
"DJI": ("Djibouti", "", "Djiboutian|Djiboutians", "Djibouti|Djibouti City", ""),
"TCD": ("Chad", "", "Chadian|Chadians", "N'Djamena|Ndjamena", ""),
"CAF": ("Central African Republic", "=CAR", "Central African", "Bangui", ""),
"CMR": ("Cameroon", "", "Cameroonian|Cameroonians", "Yaounde|Yaoundé", ""),
"TGO": ("Togo", "", "Togolese", "Lome|Lomé", ""),
"BFA": ("Burkina Faso", "Burkina", "Burkinabe|Burkinabè|Burkinabes", "Ouagadougou", ""),
"KIR": ("Kiribati", "", "I-Kiribati", "Tarawa|South Tarawa", ""),
"MHL": ("Marshall Islands", "the Marshall Islands", "Marshallese", "Majuro", ""),
"PLW": ("Palau", "", "Palauan|Palauans", "Ngerulmud", ""),
"NRU": ("Nauru", "", "Nauruan|Nauruans", "Yaren", ""),
"SLB": ("Solomon Islands", "the Solomons|Solomons", "Solomon Islander|Solomon Islanders", "Honiara", ""),
"VUT": ("Vanuatu", "", "Ni-Vanuatu|Vanuatuan", "Port Vila", ""),
"TON": ("Tonga", "", "Tongan|Tongans", "Nuku'alofa|Nukualofa", ""),
"MNG": ("Mongolia", "", "Mongolian|Mongolians|Mongol", "Ulaanbaatar|Ulan Bator", ""),
"MCO": ("Monaco", "", "Monegasque|Monégasque|Monacan", "Monaco", ""),
"LIE": ("Liechtenstein", "", "Liechtensteiner|Liechtensteiners", "Vaduz", ""),
"LUX": ("Luxembourg", "", "Luxembourger|Luxembourgish", "Luxembourg|Luxembourg City", ""),
"KWT": ("Kuwait", "", "Kuwaiti|Kuwaitis", "Kuwait City", ""),
"DZA": ("Algeria", "", "Algerian|Algerians", "Algiers", ""),
"SSD": ("South Sudan", "", "South Sudanese", "Juba", ""),
"LVA": ("Latvia", "", "Latvian|Latvians", "Riga", ""),
"SMR": ("San Marino", "", "Sammarinese", "San Marino", ""),
"HKG": ("Hong Kong", "=HKSAR|Hong Kong SAR", "Hong Konger|Hong Kongers|Hongkonger|Hongkongers", "", ""),
"MAC": ("Macau", "Macao|Macao SAR|Macau SAR", "Macanese", "", ""),
"GRL": ("Greenland", "", "Greenlandic|Greenlander|Greenlanders", "Nuuk", ""),
"PRI": ("Puerto Rico", "", "Puerto Rican|Puerto Ricans", "San Juan", ""),
"ESH": ("Western Sahara", "Sahrawi Arab Democratic Republic", "Sahrawi|Sahrawis", "Laayoune|El Aaiun", ""),
"GUM": ("Guam", "", "Guamanian|Guamanians", "Hagåtña|Hagatna", ""),
"NCL": ("New Caledonia", "", "New Caledonian|New Caledonians|Kanak|Kanaks", "Noumea|Nouméa", ""),
"FLK": ("Falkland Islands", "Falklands|the Falklands|Malvinas|Islas Malvinas", "Falkland Islander|Falkland Islanders", "Port Stanley", ""),
"GIB": ("Gibraltar", "", "Gibraltarian|Gibraltarians", "", ""),
"BMU": ("Bermuda", "", "Bermudian|Bermudians", "", ""),
"CYM": ("Cayman Islands", "the Caymans", "Caymanian", "George Town", ""),
"VGB": ("British Virgin Islands", "", "British Virgin Islander", "Road Town", ""),
"IMN": ("Isle of Man", "", "Manx", "", ""),
"FRO": ("Faroe Islands", "the Faroes|Faroes", "Faroese", "Tórshavn", ""),
"ABW": ("Aruba", "", "Aruban|Arubans", "Oranjestad", ""),
"CUW": ("Curaçao", "Curacao", "Curaçaoan", "Willemstad", ""),
"PYF": ("French Polynesia", "Tahiti", "French Polynesian|Tahitian", "Papeete", ""),
"COK": ("Cook Islands", "", "Cook Islander|Cook Islanders", "Avarua", ""),
"NIU": ("Niue", "", "Niuean|Niueans", "Alofi", ""),
"BES": None,
}
TERRITORIES = {"HKG": "CHN", "MAC": "CHN", "GRL": "DNK", "FRO": "DNK", "PRI": "USA", "GUM": "USA", "NCL": "FRA", "PYF": "FRA",
    "FLK": "GBR", "GIB": "GBR", "BMU": "GBR", "CYM": "GBR", "VGB": "GBR", "IMN": "GBR", "ABW": "NLD", "CUW": "NLD", "COK": "NZL",
    "NIU": "NZL", "ESH": ""}
PARTLY = {"TWN", "PSE", "XKX", "ESH"}

fips = {r["gec"]: r for r in csv.DictReader(open(f"{data}/names/factbook_countries.csv", encoding="utf-8"))}

def demonyms(row):
    out = []
    for field in ("demonym_adj", "demonym_noun"):
        text = html.unescape(row.get(field, "") or "")
        text = re.sub(r"\((singular|collective|US)[^)]*\)", "", text)
        for part in re.split(r",|;| or |\(or ", text):
            part = part.strip().rstrip(")") if part.count("(") == 0 else part.strip()
            if not part or part in ("none", "NA"):
                continue
            if part.endswith("(s)"):
                out += [part[:-3], part[:-3] + "s"]
            elif "(" not in part:
                out.append(part)
    seen = []
    for x in out:
        if x and x not in seen:
            seen.append(x)
    return "|".join(seen)

rows = []
for r in csv.DictReader(open(f"{data}/names/country-codes.csv", encoding="utf-8")):
    a3, a2 = r["ISO3166-1-Alpha-3"], r["ISO3166-1-Alpha-2"]
    if a3 not in cow and a3 not in TERRITORIES and a3 not in PARTLY:
        continue
    fb = fips.get(r["FIPS"].lower(), {})
    if a3 in HAND and HAND[a3]:
        name, aliases, adj, caps, met = HAND[a3]
    else:
        name = html.unescape(fb.get("short") or r["CLDR display name"])
        long = html.unescape(fb.get("long") or "")
        aliases = long if long not in ("none", "", name) and "note" not in long and ";" not in long else ""
        adj, caps, met = demonyms(fb), html.unescape(r["Capital"]).strip(), ""
    kind = "partly" if a3 in PARTLY else "territory" if a3 in TERRITORIES else "state"
    rows.append([a3, a2, cow.get(a3, ""), kind, TERRITORIES.get(a3, ""), name, aliases, adj, caps, met])
name, aliases, adj, caps, met = HAND["XKX"]
rows.append(["XKX", "XK", cow["XKX"], "partly", "", name, aliases, adj, caps, met])
print("# States, partly recognised states, and territories named on their own. Sorted by alpha3.")
print("# alpha3, alpha2: ISO 3166 (XKX, XK: user-assigned). cow: Correlates of War number. kind: state, partly (recognised), territory.")
print("# A leading '=' means: exactly as written, no other case or accent. Lists are separated by '|'. Compiled by compile/states.py.")
print("\t".join("alpha3 alpha2 cow kind sovereign name aliases demonyms capitals metonyms".split()))
for row in sorted(rows):
    print("\t".join(row))
