#!/usr/bin/env python3
"""Prints plover.tsv: PLOVER events and modes with a CAMEO code, its Goldstein weight and PLOVER's own score.

usage: plover.py DATA_DIR > ../plover.tsv
DATA_DIR holds CAMEO.goldsteinscale.tsv (code, weight). The choice of code for each event and mode, PLOVER's scores
(manual of 2021) and the descriptions are below, by hand.
"""
import sys

weights = {}
for line in open(f"{sys.argv[1]}/CAMEO.goldsteinscale.tsv"):
    cells = line.split()
    if len(cells) == 2 and cells[0].isdigit():
        weights[cells[0]] = cells[1]

VC, MC, VX, MX = "verbal cooperation", "material cooperation", "verbal conflict", "material conflict"
# event; mode; context; quad; cameo; score; description
ROWS = """\
AGREE;;;VC;030;2.5;says it will cooperate, give, meet or settle, or comes to an agreement in words
AGREE;;economic;VC;0311;2.5;says it will cooperate in the economy or in trade
AGREE;;military;VC;0312;2.5;says it will cooperate in defence
AGREE;;legal;VC;0313;2.5;says it will cooperate in justice or law enforcement
AGREE;;intelligence;VC;0314;2.5;says it will share intelligence
AGREE;;diplomatic;VC;036;2.5;says it will meet, negotiate or settle
CONSULT;;;VC;040;2.5;meets, talks or negotiates
CONSULT;visit;;VC;042;4;goes to see the other, who is host
CONSULT;third-party;;VC;044;1;meets where a third is host
CONSULT;multilateral;;VC;046;4;meets among many, as in an alliance or organisation
CONSULT;phone;;VC;041;1.5;talks by telephone, video or message
SUPPORT;;;VC;050;5;praises, backs, defends, recognises, apologises, or signs with the other
SUPPORT;;legal;VC;057;5;signs a formal agreement
CONCEDE;;;VC;080;4.5;gives way to a demand in word or rule
CONCEDE;;economic;VC;081;4.5;eases administrative restrictions
CONCEDE;;political_institutions;VC;083;4.5;gives way to demands for political reform
COOPERATE;;;MC;060;9.5;acts together: trade, joint exercises, joint policing, shared intelligence
COOPERATE;;economic;MC;061;9.5;acts together in the economy
COOPERATE;;military;MC;062;9.5;acts together in defence
COOPERATE;;legal;MC;063;9.5;acts together in justice
COOPERATE;;intelligence;MC;064;9.5;shares intelligence
AID;;;MC;070;10;gives money, goods, arms, protection or refuge
AID;;economic;MC;071;10;gives economic aid
AID;;military;MC;072;10;gives military aid
AID;;humanitarian;MC;073;10;gives humanitarian aid
AID;;health;MC;073;10;gives medical aid
AID;;peacekeeping;MC;074;10;gives military protection or peacekeepers
AID;;asylum;MC;075;10;grants asylum
RETREAT;;;MC;084;6.5;gives up or gives back: troops, captives, weapons, office
RETREAT;withdraw;;MC;0874;8;leaves territory or withdraws forces
RETREAT;release;;MC;0841;6.5;lets captives go
RETREAT;disarm;;MC;0873;10;gives up weapons or disbands forces
RETREAT;ceasefire;;MC;0871;7.5;keeps or begins a ceasefire
RETREAT;access;;MC;086;6.5;lets observers, peacekeepers, inspectors or aid workers in
RETREAT;resign;;MC;0831;4.5;leaves office
RETREAT;;economic;MC;085;6.5;lifts economic sanctions, boycotts or embargoes
REQUEST;;;VX;100;0;asks, appeals, urges or demands
REQUEST;assist;;VX;103;0.5;asks for exchange, relations or help
REQUEST;assist;economic;VX;1031;0.5;asks for economic help
REQUEST;assist;military;VX;1032;0.5;asks for military help
REQUEST;assist;humanitarian;VX;1033;0.5;asks for humanitarian help
REQUEST;change;;VX;1042;-1;asks for a change of policy, government or institutions
REQUEST;change;political_institutions;VX;1044;-1;asks for a change of institutions
REQUEST;change;rights_freedoms;VX;1043;-1;asks for rights
REQUEST;yield;;VX;105;-1;asks for release, an end of sanctions or of fighting
REQUEST;yield;economic;VX;1054;-1;asks for an end of economic sanctions
REQUEST;yield;legal;VX;1053;-1;asks for the release of people or property
REQUEST;yield;military;VX;1056;-1;asks for an end of fighting
REQUEST;meet;;VX;106;0;asks for a meeting or talks
ACCUSE;;;VX;112;-3;finds fault, accuses, sues or investigates
ACCUSE;disapprove;;VX;111;-2;criticises, condemns or complains
ACCUSE;disapprove;diplomatic;VX;114;-2;protests officially
ACCUSE;investigate;;VX;090;-3.5;investigates
ACCUSE;investigate;human_rights;VX;092;-3.5;investigates abuses of rights
ACCUSE;allege;;VX;112;-3.5;accuses, indicts or sues
ACCUSE;allege;crime;VX;1121;-3.5;accuses of crime or corruption
ACCUSE;allege;human_rights;VX;1122;-3.5;accuses of abuses of rights
ACCUSE;allege;military;VX;1123;-3.5;accuses of aggression
ACCUSE;allege;intelligence;VX;1125;-3.5;accuses of spying
ACCUSE;allege;legal;VX;115;-3.5;brings a suit
REJECT;;;VX;120;-2;refuses, vetoes, defies or denies a request
REJECT;assist;;VX;121;-1.5;refuses exchange, relations or help
REJECT;assist;economic;VX;1211;-1.5;refuses economic cooperation
REJECT;assist;military;VX;1212;-1.5;refuses military cooperation
REJECT;change;;VX;1232;-2;refuses to change policy, government or institutions
REJECT;yield;;VX;124;-2;refuses release, relief or an end of fighting
REJECT;yield;economic;VX;1244;-2;refuses to lift economic sanctions
REJECT;yield;military;VX;1246;-2;refuses to end fighting
REJECT;meet;;VX;125;-2;refuses to meet or talk
THREATEN;;;VX;130;-3.5;says it will do harm, punish or break off
THREATEN;restrict;;VX;132;-3;says it will restrict movement, goods or politics
THREATEN;restrict;economic;VX;1312;-3;says it will sanction, boycott or embargo
THREATEN;arrest;;VX;132;-3.5;says it will arrest or detain
THREATEN;relations;;VX;1313;-3.5;says it will cut relations or talks
THREATEN;expel;;VX;136;-3.5;says it will expel diplomats, peacekeepers or agencies
THREATEN;territory;;VX;1382;-4;says it will seize territory
THREATEN;violence;;VX;138;-3.5;says it will use force
THREATEN;violence;cbrn;VX;1385;-3.5;says it will use weapons of mass destruction
PROTEST;;;MX;140;-5;people act against a government or group in public
PROTEST;demo;;MX;141;-5;people march or rally
PROTEST;riot;;MX;145;-7;people protest with violence
PROTEST;strike;;MX;143;-5;people leave work
PROTEST;hunger;;MX;142;-4.5;people refuse food
PROTEST;boycott;;MX;143;-4.5;people stay away from goods, events or bodies
PROTEST;obstruct;;MX;144;-4.5;people block the way
SANCTION;;;MX;160;-6;cuts relations, trade, aid or membership
SANCTION;convict;;MX;116;-6;a court finds guilty or liable
SANCTION;expel;;MX;166;-5.5;expels diplomats, a member or an organisation
SANCTION;withdraw;;MX;161;-6;leaves an organisation, talks or a country, or calls its people home
SANCTION;discontinue;;MX;163;-6;imposes sanctions or cuts exchange
SANCTION;discontinue;military;MX;1622;-6;cuts military aid or exchange
SANCTION;discontinue;humanitarian;MX;1623;-6;cuts humanitarian aid
SANCTION;discontinue;diplomatic;MX;161;-6;cuts or lowers diplomatic relations
MOBILIZE;;;MX;150;-5.5;readies force, or shows it
MOBILIZE;troops;;MX;154;-6.5;moves or raises troops, ships or aircraft
MOBILIZE;weapons;;MX;152;-6.5;readies or tests weapons
MOBILIZE;police;;MX;153;-5.5;moves or raises police
MOBILIZE;militia;;MX;154;-6;armed bodies that are no state's move or muster
COERCE;;;MX;170;-7;uses power against people or property without killing
COERCE;seize;;MX;171;-7;searches, confiscates or raids
COERCE;restrict;;MX;172;-7;restricts freedoms or movement
COERCE;restrict;military;MX;191;-7;blockades
COERCE;censor;;MX;1721;-6.5;censors or bars publications
COERCE;curfew;;MX;1723;-6.5;imposes a curfew
COERCE;martial-law;;MX;1724;-7.5;imposes an emergency or martial law
COERCE;arrest;;MX;173;-7;arrests, detains or charges
COERCE;deport;;MX;174;-7;deports
COERCE;withhold;;MX;172;-7;withholds power, water, food or networks
COERCE;misinformation;;MX;170;-6.5;deceives the public by design
COERCE;cyber;;MX;176;-7;attacks computers or networks
ASSAULT;;;MX;190;-9;kills, wounds or destroys
ASSAULT;abduct;;MX;181;-8.5;abducts or hijacks
ASSAULT;beat;;MX;182;-7.5;beats
ASSAULT;torture;;MX;1822;-8.5;tortures
ASSAULT;sexual;;MX;1821;-8.5;rapes or abuses
ASSAULT;targeted;;MX;186;-9.5;assassinates, executes or massacres
ASSAULT;destroy;;MX;1712;-8.5;destroys property by design
ASSAULT;primitive;;MX;182;-8;attacks with blades, stones, clubs or fire
ASSAULT;firearms;;MX;193;-9;attacks with small arms
ASSAULT;explosives;;MX;183;-9;attacks with bombs or mines
ASSAULT;suicide-attack;;MX;1831;-9.5;attacks and dies in it
ASSAULT;aerial;;MX;195;-9.5;bombs or shoots from manned aircraft
ASSAULT;drone;;MX;195;-9.5;attacks with drones
ASSAULT;heavy-weapons;;MX;194;-9.5;attacks with artillery, rockets or tanks
ASSAULT;crowd-control;;MX;175;-7.5;uses gas, water or warning shots on a crowd
ASSAULT;unconventional;;MX;204;-10;uses chemical, biological, radiological or nuclear weapons"""
QUAD = {"VC": VC, "MC": MC, "VX": VX, "MX": MX}
print("# PLOVER events with modes and contexts. Sorted by event, mode, context. Compiled by compile/plover.py.")
print("# cameo: the code nearest to it; goldstein: that code's weight (Goldstein 1992, extended to CAMEO); score: PLOVER's own (2021).")
print("# A row without mode is the event as such; a context narrows the code.")
print("\t".join("event mode context quad cameo goldstein score description".split()))
rows = []
for line in ROWS.splitlines():
    event, mode, context, quad, cameo, score, text = line.split(";")
    weight = weights.get(cameo) or weights.get(cameo[:3])
    if weight is None and cameo == "176":  # attack on computers: younger than the weights; that of its root
        weight = weights["17"]
    rows.append([event, mode, context, QUAD[quad], cameo, weight, score, text])
for row in sorted(rows):
    print("\t".join(row))
