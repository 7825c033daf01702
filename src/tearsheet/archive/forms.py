"""What records often say, and are packed with: most of a short record is there already."""

__all__ = ["FORMS", "prefix_of"]

FORMS = (
    b'{"text":false,"capture":{"url":"https://www.example.org/news/2024/","captured":"2024-05-14T05:30:00+'
    b'00:00","media":"text/html","charset":"utf-8","name":"","fields":{"id":"","title":"","date":"","text"'
    b':null},"header":"HTTP/1.1 200 OK\\r\\nContent-Type: text/html; charset=utf-8\\r\\n"},"article":{"title":'
    b'"","standfirst":"","authors":[{"name":"","kind":"agency","url":""},{"name":""}],"published":"2024-05'
    b'-14T05:30:00+02:00","published_raw":"","modified":"","modified_raw":"","language":"en","site_name":"'
    b'","section":"","tags":["",""],"access":"free","url":"https://www.","page_type":"article","body":[{"t'
    b'ext":"","kind":"heading","place":{"kind":"element","element":2},"level":2,"block":1,"role":"heading"'
    b',"probability":0.97},{"text":"","kind":"paragraph","place":{"kind":"text","start":0,"end":100},"bloc'
    b'k":1,"role":"paragraph","probability":0.9},{"text":"","kind":"list item","links":[{"start":0,"end":1'
    b'0,"target":"https://www."}],"role":"list item"},{"kind":"quotation"},{"kind":"table"}],"images":[{"a'
    b'ddress":"","caption":"","credit":"","description":"","cover":true,"place":{}}],"related":[{"text":""'
    b',"url":"","place":{"element":1}}],"left_out":[{"text":"","kind":"paragraph","place":{},"element":1,"'
    b'block":1,"role":"navigation","probability":0.99},{"role":"related"},{"role":"legal"},{"role":"share"'
    b'},{"role":"advertisement"},{"role":"newsletter"},{"role":"byline"},{"role":"caption"},{"role":"credi'
    b't"},{"role":"tags"},{"role":"title"}],"confidence":0.9,"reasons":["",""],"confidences":{"title":0.9,'
    b'"authors":0.9,"published":0.9,"body":0.9},"warnings":[],"encoding":"utf-8","evidences":{"title":[{"v'
    b'alue":"","source":"","place":{}}],"published":[{}],"authors":[{}]}},"elements":[[0,0,"html"],[1,1,"b'
    b'ody"],[1,1,"div:nth-of-type(2)"],[1,1,"p:nth-of-type(1)"],[1,2,"li:nth-of-type(1)"],[1,1,"a"],[1,1,"'
    b'span"]]}[{"at":0,"text":"","content":[[0,90]],"source":[[100,10]],"cue":[[94,5]],"form":"direct","sp'
    b'eaker":{"name":"","span":[100,12]},"audience":{"name":"","span":[0,0]},"day":{"day":"2024-05-14","sp'
    b'an":[20,6]},"outer":0,"confidence":0.9},{"at":210,"text":"","content":[[0,90],[120,40]],"source":[[-'
    b'40,12]],"cue":[[-28,4]],"form":"mixed","attitude":"thought","negated":true,"speaker":{"name":"","spa'
    b'n":[-40,12]},"confidence":0.8}]'
)
"""What records often say, in the form in which they say it. They are packed with it, so that it must never change."""

_COLUMN_FORMS = (
    b'{"text":false,"capture":{"url":"https://www.example.org/a","captured":"2024-05-15T09:30:00+00:00"},"article":{"l'
    b'anguage":"en","access":"free","body":{"rows":5,"text":["","",null,null,1,1,null],"kind":["paragraph","paragraph"'
    b',"heading","image","list item","quotation","table","caption"],"place":{"rows":5,"kind":"element"},"marks":{"coun'
    b'ts":[2,0,0,0,0],"rows":2,"start":[13,45],"end":[24,51],"kind":["link","strong"],"target":["https://www.example.o'
    b'rg/pell",null]},"element":[23,4,2,1,2],"block":[6,1,2,1,1],"role":["paragraph","paragraph","heading","image","li'
    b'st item","quotation","table"],"probability":[9227,878,5350,9558,7616],"picture":{"rows":5,"address":[null,"https'
    b'://www.example.org/a.jpg",null,null,null],"description":[null,"A ferry",null,null,null],"width":[null,600,null,n'
    b'ull,null],"figure":[null,26,null,null,null]},"level":[null,null,2,null,1]},"images":[{"address":"https://www.exa'
    b'mple.org/a.jpg","caption":"The ferry at the quay.","credit":"Jo Hall","description":"A ferry","width":600,"cover'
    b'":true,"place":{"kind":"element","element":27},"caption_place":{"kind":"element","element":28},"credit_place":{"'
    b'kind":"element","element":28},"creators":["Jo Hall"]}],"left_out":{"rows":11,"text":["",""],"kind":["list item",'
    b'"list item","heading","paragraph","paragraph","image","image"],"place":{"rows":11,"kind":"element"},"level":[1,1'
    b',1,null,null,null,null,1,3,1,null],"marks":{"counts":[1,1,0,0,2,1,1,1],"rows":9,"kind":"link","target":["https:/'
    b'/www.",""],"start":[null,null,null],"end":[null,null,9]},"element":[13,2,3,1,1,-3,11,5,2,2,2],"block":[0,1,1,1,1'
    b',1,3,4,1,1,1],"role":["feed","feed","legal","legal","comments","share","advertisement","newsletter","call to act'
    b'ion","tags","credit","caption","byline","dateline","standfirst","kicker","consent","template","loader","duplicat'
    b'e","related","related","related","navigation","navigation","navigation"],"probability":[82,338,6664,9286,1839,36'
    b'95,1056,4418,336,975,66]},"confidence":0.9158,"reasons":["expected F1 of the kept Blocks 0.9","the text is short'
    b'","the text is only 9","much of the page could be part of it or not","few of the Blocks that may belong to the a'
    b'rticle are kept","the title stands in the page"],"confidences":{"title":0.6318,"authors":0.9754,"published":0.97'
    b'15},"encoding":"utf-8","evidences":{"title":[{"field":"title","value":"","raw":"","source":"visible","place":{"k'
    b'ind":"element","element":18},"used":true},{"field":"title","value":"","raw":"","source":"json-ld","place":{"kind'
    b'":"data","element":9,"pointer":"/headline"},"used":true},{"field":"title","value":"","raw":"","source":"title","'
    b'place":{"kind":"element","element":2},"used":true}],"standfirst":[{"field":"standfirst","value":"","raw":"","sou'
    b'rce":"visible","place":{"kind":"element","element":19},"used":true},{"field":"standfirst","value":"","raw":"","s'
    b'ource":"meta","place":{"kind":"attribute","element":6,"attribute":"content"},"used":true}],"authors":[{"field":"'
    b'authors","value":"","raw":"","source":"json-ld","place":{"kind":"data","element":9,"pointer":"/author/name"},"us'
    b'ed":true},{"field":"authors","value":"","raw":"","source":"visible","place":{"kind":"element","element":20},"use'
    b'd":true}],"published":[{"field":"published","value":"","raw":"","source":"json-ld","place":{"kind":"data","eleme'
    b'nt":9,"pointer":"/datePublished"},"used":true},{"field":"published","value":"","raw":"","source":"visible","plac'
    b'e":{"kind":"element","element":17}}],"modified":[{"field":"modified","value":"","raw":"","source":"json-ld","pla'
    b'ce":{"kind":"data","element":9,"pointer":"/dateModified"},"used":true}],"language":[{"field":"language","value":'
    b'"","raw":"","source":"markup","place":{"kind":"attribute","element":0,"attribute":"lang"},"used":true},{"field":'
    b'"language","value":"","raw":"","source":"detected","place":{"kind":"element","element":23},"used":true}],"site_n'
    b'ame":[{"field":"site_name","value":"","raw":"","source":"meta","place":{"kind":"attribute","element":3,"attribut'
    b'e":"content"},"used":true}],"section":[{"field":"section","value":"","raw":"","source":"meta","place":{"kind":"a'
    b'ttribute","element":7,"attribute":"content"},"used":true}],"tags":[{"field":"tags","value":"","raw":"","source":'
    b'"meta","place":{"kind":"attribute","element":8,"attribute":"content"},"used":true}],"access":[{"field":"access",'
    b'"value":"","raw":"","source":"json-ld","place":{"kind":"data","element":9,"pointer":"/isAccessibleForFree"},"use'
    b'd":true}],"url":[{"field":"url","value":"","raw":"","source":"link","place":{"kind":"attribute","element":4,"att'
    b'ribute":"href"},"used":true}],"images":[{"field":"images","value":"","raw":"","source":"meta","place":{"kind":"a'
    b'ttribute","element":5,"attribute":"content"},"used":true}],"page_type":[{"field":"page_type","value":"","raw":""'
    b',"source":"json-ld","place":{"kind":"data","element":9,"pointer":""},"used":true}],"related":[{"field":"related"'
    b',"value":"","raw":"","source":"visible","place":{"kind":"element","element":20},"used":true}]}},"elements":{"mor'
    b'e":[0,1,1,1,1,1,1,1,2,2,2,1,2,1,2,1],"up":[0,1,1,2,3,1,1,2,1,1,2,1,2],"step":["html","head","title:nth-child(1)"'
    b',"meta:nth-child(2)","body","div:nth-child(1)","div:nth-child(2)","div:nth-child(3)","ul:nth-child(1)","li:nth-c'
    b'hild(1)","li:nth-child(2)","a:nth-child(1)","span:nth-child(1)","h2:nth-child(1)","p:nth-child(1)","p:nth-child('
    b'2)","p:nth-child(3)","img:nth-child(1)","section:nth-child(1)"]}}{"text":true,"capture":{"url":"https://www.exam'
    b'ple.org/2024/05/14/moulin","captured":"2024-05-15T09:30:00+00:00","fields":{"id":"","title":"","text":null}},"ar'
    b'ticle":{"language":"fr","body":{"rows":9,"kind":"paragraph","place":{"rows":9,"kind":"span","start":[62,1,1,1,1,'
    b'1,1,1,1,1,2,2,2,2,2],"end":[143,214]},"text":[null,null,1,1,null],"block":1,"role":"paragraph","probability":[91'
    b'77,8940]},"left_out":{"rows":3,"kind":"paragraph","place":{"rows":3,"kind":"span","start":[0,2,102],"end":[16,74'
    b',20]},"block":[0,1,2],"role":["title","dateline","legal"],"probability":[1849,5736,1982]},"confidence":0.5352,"r'
    b'easons":["expected F1 of the kept Blocks 0.71","the text is only 98 characters long","much of the page could be '
    b'part of it or not","the title stands in the page"],"confidences":{"title":0.6154,"published":0.6479},"encoding":'
    b'"utf-8","evidences":{"title":[{"field":"title","value":"","raw":"","source":"visible","place":{"kind":"span","st'
    b'art":0,"end":16},"used":true}],"published":[{"field":"published","value":"","raw":"","source":"address","place":'
    b'{"kind":"address"},"used":true}],"language":[{"field":"language","value":"","raw":"","source":"detected","place"'
    b':{"kind":"span","start":94,"end":192},"used":true}],"url":[{"field":"url","value":"","raw":"","source":"address"'
    b',"place":{"kind":"address"},"used":true}]}},"elements":{}}'
)
"""The same of what is written by columns; it must never change either."""


def prefix_of(content: bytes) -> bytes:
    """What texts, records and statements are packed with.

    Args:
        content: of the capture; of text, as UTF-8.
    """
    # What was packed counts from the end, so that more at the beginning leaves older records readable.
    return _COLUMN_FORMS + content + FORMS
