"""Writes the texts of the parity test: invented news of invented places, in as many styles as the rules tell apart.

    python texts.py > texts.jsonl

All people are invented; Marovia, Tessaly and their towns do not exist. Written for this project, same licence as it.
"""
import json
import random

PEOPLE = ("Anna Kelmendi|Tomas Oren|Ilse Varga-Brandt|Dr. Milo Petrescu|Zoë Nørgaard|Jean-Luc D'Aubry|Mr. Samuel Okoro|"
          "Gen. Radu Tamm|María José Íñiguez|Thanh Lê Vũ|Ms Orla O'Shea|Judge Pavel Šimůnek|Col. (ret.) Bashir al-Rawi|"
          "Kaew Somboon|Çağla Yıldız|Ewa Łącka|Prof. Kwabena Mensah-Bonsu|Sgt. Lena Holt|Ravi K. Menon|“Big” Joe Tarvin").split("|")
PLACES = ("Marovia|Tessaly|Port Vellin|the Karst province|Saint-Oran|Upper Belden|New Harrow|Lake Tamsin|the village of Orlo|"
          "Dravec|North Tessaly|Camp 9|the Vellin River|Žitava|São Belém|central Marovia|Rua Nova Street|the capital, Dravec").split("|")
GROUPS = ("the Marovian Police|the Ministry of Interior|Tessaly Radio|the Free Harvest Union|the Karst Liberation Front (KLF)|"
          "Human Rights Desk Vellin|the U.N.|the High Court of Tessaly|Belden Steel Ltd.|the ruling Civic Unity Party|"
          "the 3rd Mountain Brigade|Open Water NGO|the Press Guild|the State Security Service (SSS)|AgroVell S.A.").split("|")
DAYS = ("on Friday|last Tuesday|on 3 March 2019|on March 3rd, 2019|two days earlier|at 6:45 a.m. on Nov. 12|in late 2018|"
        "since the 1990s|between 5 and 9 May|this morning|the previous night|on 12/04/2020|in the week of 7–11 June|yesterday").split("|")
ACTS = ("arrested|beat|detained without charge|threatened|shot at|evicted|interrogated for nine hours|released on bail|"
        "accused|summoned|expelled|searched the office of|abducted|fined|sued|blindfolded and questioned").split("|")
COUNTS = "two|at least 14|some 1,200|a dozen|about 30|more than 3,000|17|hundreds of|nearly half a million|no fewer than six".split("|")
KINDS = "farmers|protesters|journalists|students|garment workers|monks|lawyers|fishermen|women|minors|teachers|drivers".split("|")
SAID = "said|told reporters|wrote in a statement|denied|alleged|confirmed|added|claimed|insisted|warned|testified".split("|")

TEMPLATES = """
{group} {act} {person} {day}, {person2} {said}.
{person}, {age}, was {act} by {group} in {place} {day}.
“They {act} us,” {person} {said}. “We were {count} {kind}, and nobody helped.”
"They {act} us," {person} {said}; "we didn't run."
{count} {kind} were {act} {day} after {group} moved into {place}, according to {person}.
{place} — {group} has not said who {act} the {kind}. {person} {said} it wasn't the army’s doing.
{PLACE}, {day} ({group}) -- {count} {kind} marched to the court; {count2} were hurt, and one died.
Who {act} {person}? {group} won't say, but {person2}'s lawyer can't rule out that it's {group2}.
- {person} ({age}), {place}: {act} {day}
1. {group}: {count} {kind}. 2. {group2}: {count2} {kind2}. 3. Unknown: none.
The fine of ${num} (€{num2}m; about £{num} or US${num}) was {pct}% higher than in 2017/18, {person} {said}.
{person} <{mail}> {said} the file is at https://www.{host}/docs/{num}?id={age}&lang=en#top and at {host}.
He'd have {act} them, hadn't {person2} called {group} at {time}; they'd've gone {km}km to {place}.
According to {group}, {kind} from {place} “were never {act}”, though {person} {said} that she'd seen {count}.
{person} of {group}, who {said} he saw {count} {kind} being {act} by {group2} near {place} {day}, asked not to be named.
{group} {said} {day} that {person} had been {act}; {group2} {said} otherwise. Both can't be right!
Statement No. {num}-{age}/B: the {kind} (see para. {age}(b)) had been {act} i.e. held in {place}, e.g. at Camp {age}, etc.
After {count} days in {place}, {person} is free... {group} {said} she is “well”. Is she???
@{handle} RT: #{tag} {count} {kind} {act} in {place} :( more at {host}/{num} …
{person} and {person2} – both members of {group} – were {act} {day}, {said} {group2}'s spokesman, {person3}.
{PLACE}: {GROUP} {ACT} {count} {KIND}
Had {group} known, {person} {said}, none of the {kind} would've been {act}, let alone {count}.
{person} was to be tried {day}; the judge, {person2}, postponed it to {day2} because {group} hadn't sent the {age}-page file.
It's {group} that {act} the {kind}, not {group2}, and it's {group2} that must pay {num}.{age} crowns each by {day2}.
The mother of {person}, whom {group} {act} {day}, {said} her son's whereabouts aren't known: "I've asked {count} times."
""".strip().split("\n")

WRITTEN = [
    "", " ", "\n", "\n\n", "  ", "\t", "a", ".", "?!", "“", "I", "I.", "U.S.", "No.", "Mr.", "…", "-", "'s", "can't", "x y", " x", "x ",
    "\u00a0", "\u200b", "\u2028", "one\n\ntwo", "one  two   three", "tab\there", " leading blank", "trailing blank ", "  two leading", "end  ",
    "a\u00a0b\u00a0 c", "line one\r\nline two\r\n", "\ufeffText with a byte order mark.", "soft\u00adhyphen and zero\u200bwidth",
    ":-) :( ;) <3 :'( ¯\\(ツ)/¯ (ಠ_ಠ) (╯°□°）╯︵┻━┻ xD ^_^ :o)", "I'm gonna go. Gotta run; lemme see. C'mon y'all, let's go, dunno why ya'll ain't here.",
    "They've said they’ll go; he's gone, she’d stayed, we're lost, you’re not, it'd rain, who’s there?", "Somethin' ’bout nothin’, ’cause goin' is goin’.",
    "don't Don't DON'T don’t dont do n't", "a.m. p.m. 5pm 5 p.m. 10a.m. 11:30am Jan. Feb. Sept. 3 Dec. 2009 i.e. e.g. vs. etc.", "It is 35°C. Or 95°F. Not 300°K.",
    "km² 5km 5 km 10kg 3.5m 20% 20 % $5 5$ US$5 A$3.50 €1.000,00 £1m ¥100 ₹50 100€ 3-4 3–4 1/2 ½ 2x4 2×4 10^6 1e-5 +3 −3 ±2 #1 №5",
    "3,000 30.000 3 000 1,234,567.89 0.5 .5 5. 1st 2nd 3rd 100th 1980s '90s 24/7 9/11 2019-03-04 04.03.2019 12:30:05 (+855) 012 345 678",
    "www.example.org http://example.org/a_b?c=d&e=f#g https://user:pw@sub.example.co.uk:8080/x/ ftp://files.example.net me@example.org mailto:me.you+x@example.org file:///tmp/x example.org. 10.0.0.1 192.168.1.1:80",
    "and/or either/or he/she state-of-the-art well-known ex-wife 19-year-old U.S.-backed pro-government anti-Marovian non-EU co-founder re-arrested self-styled",
    "word.Another Word.another word,another word;another word:another (paren)text text(paren) [bracket]x {brace}y \"quoted\"z 'quoted'w",
    "!!! ??? ... .... ..... !? ?! -- --- ---- – — ―― ** *** __ ~~ == => -> <- << >> « a » ‹b› „c“ ‚d‘ 「e」 《f》", "<b>bold</b> <br/> &amp; &lt; &#39; {{x}} [[y]] %20 C:\\dir\\file.txt /usr/bin a_b_c #hash @at $VAR",
    "ភ្នំពេញ ៖ សមត្ថកិច្ច បានឃាត់ខ្លួន មនុស្ស ៣ នាក់ ។", "กรุงเทพฯ ตำรวจ จับ ชาย 2 คน", "မြို့ ရဲ ၃ ဦး", "中文新闻：警察逮捕了三个人。 日本語の文章です！ 한국어 문장입니다.", "Полиция задержала троих человек в Дравеце. Это было 3 марта.",
    "اعتقلت الشرطة ثلاثة أشخاص في درافيتش؟ نعم، ٣.", "हिन्दी में एक वाक्य। পুলিশ তিনজনকে আটক করেছে।", "Ελληνικά: η αστυνομία συνέλαβε τρεις. ΣΊΣΥΦΟΣ ΤΑΣ", "İstanbul'da DİYARBAKIR IĞDIR ğüşıöç ßtraße STRASSE ǅ ǆ Ǆ ŉ",
    "ﬁne ﬂag ① ② ⅷ Ⅷ ² ³ x² H₂O ½ ¾ ⁵ ₅ ٣ ៣ ๓ 五 𝔘𝔫𝔦 🇰🇭 👩‍👩‍👧 👍🏽 ☎ ™ ® © § ¶ † ‡ •", "e\u0301 cafe\u0301 n\u0303 Z\u0308urich a\u0323\u0302", "A" * 120, "ABC" * 40 + " " + "x" * 99 + " " + "1" * 101,
    "!" * 60, "." * 75, "-" * 80, "((((((((((((((((((((text))))))))))))))))))))", "\"'\"'\"'", "''quoted'' ``back'' `tick` ´acute´ ‘single’ ’90s rock ’n’ roll", "a" + "'" * 30 + "b", "http://" + "a/" * 60 + "end",
    "O'Neil's o'clock ma'am Ma’am O’Brien’s d'Artagnan l'État rock'n'roll 'tis 'twas ol' y'know", "Ph.D. B.Sc. Inc. Corp. Ltd. St. Ave. Gov. Rep. Sen. Rev. Hon. Jr. Sr. Mt. Ft. Adm. Lt. Capt. Cmdr.",
    "gets got gotten Gets GOT had has have do does did 'd 've 's 'll wo n't sha n't ca n't", "The people who the report that the minister whom the paper accused denied quoted were gone.",
    "She gave him what he’d asked for: nothing. That’s that. There’s more, there're others, there is one who isn't.", "Buffalo buffalo Buffalo buffalo buffalo buffalo Buffalo buffalo.", "best better well worse farther furthest most more less least mice geese indices criteria data media police people",
    "HEADLINE IN CAPITALS: MINISTER DENIES EVERYTHING AS 3 DIE IN DRAVEC", "lowercase only, no punctuation at all and it goes on and on until it stops", "One. Two. Three. Four. Five. Six. Seven. Eight. Nine. Ten.", "Yes\nNo\nMaybe\n\n\nDon't know\n", "Dear Sir/Madam,\n\nI write to you re: case no. 12/B.\n\nYours,\nA.K.",
    "Q: Who was there? A: Nobody. Q: Are you sure? A: I'm sure!", "|name|age|\n|---|---|\n|Oren|34|\n|Tamm|51|", "* one\n* two\n  * three\n\n1) four\n2) five", "From: a.k@press.example\nTo: desk@tessaly.example\nSubject: Re: FW: arrests (3)\nDate: Mon, 4 Mar 2019 10:00:00 +0700\n\n> quoted line\n>> older line\n\nThanks!",
    "He said: “She told me: ‘They said “no” twice.’”", "The 27-year-old, who had been living in Port Vellin since 2011, where he’d run a shop with his brother-in-law, fled.", "Not only did they arrest her, they also took her phone, her laptop and some US$300, she said by phone from a place she would not name.",
    "To be beaten is one thing; to be told you weren't, another.", "Neither the police nor the army, nor for that matter the ministry, has been or will be charged, it seems.", "What they did, how they did it and why remain unknown.", "Killed: 3. Injured: 12 (4 seriously). Missing: unknown.",
    "me you him her us them mine yours hers ours theirs myself yourself himself herself itself ourselves themselves this that these those which whose", "may might must can could shall should will would ought need dare used to is are was were be been being am",
]


def texts():
    draw = random.Random(20261123)
    pick = draw.choice

    def fill(template):
        values = {
            "person": pick(PEOPLE), "person2": pick(PEOPLE), "person3": pick(PEOPLE), "place": pick(PLACES), "group": pick(GROUPS),
            "group2": pick(GROUPS), "day": pick(DAYS), "day2": pick(DAYS), "act": pick(ACTS), "count": pick(COUNTS), "count2": pick(COUNTS),
            "kind": pick(KINDS), "kind2": pick(KINDS), "said": pick(SAID), "age": draw.randint(2, 97), "num": f"{draw.randint(100, 99999):,}",
            "num2": round(draw.uniform(0.1, 9), 1), "pct": round(draw.uniform(0, 60), 1), "km": draw.randint(2, 400), "mail": "press@tessaly.example",
            "host": pick(["tessaly.example.org", "radio-vellin.example", "m.example.com"]), "time": pick(["6:45", "18.30", "9 p.m.", "noon"]),
            "handle": pick(["vellin_watch", "TessRadio"]), "tag": pick(["FreeOrlo", "dravec2019"]),
        }
        values |= {key.upper(): values[key].upper() for key in ("place", "group", "act", "kind")}
        line = template.format(**values)
        return line[:1].upper() + line[1:]

    yield from WRITTEN
    for template in TEMPLATES:
        for _ in range(8):
            yield fill(template)
    for n_sentences in (3, 3, 4, 5, 6, 8, 8, 10, 12, 15, 20, 30, 60):
        sentences = [fill(pick(TEMPLATES)) for _ in range(n_sentences)]
        breaks = [pick([" ", " ", " ", "\n\n", "\n", "  "]) for _ in sentences]
        yield "".join(sentence + space for sentence, space in zip(sentences, breaks)).rstrip()
    letters = "aA1é ក.,'’“-/$%:;()&@ \n"
    for _ in range(40):
        yield "".join(pick(letters) for _ in range(draw.randint(1, 60)))


for text in texts():
    print(json.dumps({"text": text}, ensure_ascii=False))
