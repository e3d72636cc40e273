import { expect } from '@open-wc/testing';
import { toMarkdown } from '../../src/ui/rich-editor-markdown.js';
import { pasted } from '../../src/ui/rich-editor-paste.js';
import { hasFormatting } from '../../src/ui/pasted-formatting.js';

const markdown = (html: string): string => {
  const found = pasted(html);
  return found ? toMarkdown(found.doc) : '(too much)';
};

const word = `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word"><head><meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings><o:AllowPNG/></o:OfficeDocumentSettings></xml><![endif]-->
<style><!-- /* Style Definitions */ p.MsoNormal {margin:0cm; font-family:"Calibri",sans-serif;} --></style></head>
<body lang=EN-GB style='tab-interval:36.0pt'><!--StartFragment-->
<h1><span lang=EN-US>After the operation<o:p></o:p></span></h1>
<p class=MsoNormal><b style='mso-bidi-font-weight:normal'><span lang=EN-US>Three</span></b><span lang=EN-US> days of <i>rest</i>, then <span style='mso-spacerun:yes'>  </span>slowly.<o:p></o:p></span></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol;mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp; </span></span><![endif]>Cool the knee<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='margin-left:72.0pt;text-indent:-18.0pt;mso-list:l0 level2 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>o<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>ten minutes<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp; </span></span><![endif]>Raise the leg<o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp; </span></span>Walk</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>2.<span>&nbsp;&nbsp; </span></span>Swim</p>
<table class=MsoTableGrid border=1><tr><td width=200 style='width:150pt'><p class=MsoNormal><b>Drug</b><o:p></o:p></p></td><td><p class=MsoNormal>Dose</p></td></tr>
<tr><td><p class=MsoNormal>Ibuprofen</p><p class=MsoNormal>retard</p></td><td><p class=MsoNormal>400 mg | twice</p></td></tr></table>
<p class=MsoNormal><span style='display:none;mso-hide:all'>hidden words</span>End.</p><!--EndFragment--></body></html>`;

const docs = `<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr" style="line-height:1.38;margin-top:0pt"><span style="font-size:11pt;font-family:Arial;color:#000;font-weight:400;font-style:normal;white-space:pre-wrap;">Plain, </span><span style="font-weight:700;white-space:pre-wrap;">bold</span><span style="font-weight:400;font-style:italic;">, slanted</span><span style="font-weight:400;"> and </span><a href="https://clinic.example/plan" style="text-decoration:none;"><span style="color:#15c;font-weight:400;text-decoration:underline;">linked</span></a></p><br />
<ul style="margin-top:0;"><li dir="ltr" style="list-style-type:disc;font-weight:400;" aria-level="1"><p dir="ltr" role="presentation"><span style="font-weight:400;">One</span></p></li><ul><li dir="ltr" aria-level="2"><p dir="ltr" role="presentation"><span style="font-weight:400;">Inner</span></p></li></ul><li dir="ltr"><p><span style="font-weight:400;">Two</span></p></li></ul></b>`;

describe('ui: rich editor, what is pasted', () => {
  it('R-04 from Word: headings, marks, lists by their level, tables, and nothing that is hidden', () => {
    expect(markdown(word).split('\n')).to.deep.equal([
      '# After the operation', '', '**Three** days of _rest_, then slowly.', '', '- Cool the knee', '  - ten minutes', '- Raise the leg', '', '1. Walk', '2. Swim', '',
      '| **Drug** | Dose |', '| --- | --- |', '| Ibuprofen retard | 400 mg \\| twice |', '', 'End.',
    ]);
  });

  it('R-04 from Google Docs: its bold wrapper is none, its inner lists are inner lists', () => {
    expect(markdown(docs)).to.equal('Plain, **bold**, _slanted_ and [linked](https://clinic.example/plan)\n\n- One\n  - Inner\n- Two');
  });

  const cases: readonly (readonly [what: string, html: string, markdown: string])[] = [
    ['a script', '<p>a<script>alert(1)</script>b</p>', 'ab'],
    ['a handler', '<p onclick="alert(1)"><img src="x" onerror="alert(1)">word</p>', 'word'],
    ['a script’s address', '<p><a href="javascript:alert(1)">click</a> <a href=" jAvaScript:alert(1)">me</a></p>', 'click me'],
    ['a relative address', '<p><a href="/admin">here</a></p>', 'here'],
    ['a tracking pixel', '<p>Hello<img width=1 height=1 src="https://tracker.example/p.gif?who=ana"></p>', 'Hello'],
    ['vector graphics and formulas', '<p>a<svg><script>x</script><text>y</text></svg><math><mi>z</mi></math>b</p>', 'ab'],
    ['a form', '<form action="https://evil.example"><input value="x"><p>words</p></form>', 'words'],
    ['struck and typewriter words', '<p><s>old</s> <span style="text-decoration: line-through">older</span> <code>x = 1</code></p>', '~~old~~ ~~older~~ `x = 1`'],
    ['divisions as lines', '<div>one</div><div>two</div>', 'one\n\ntwo'],
    ['a layout table', '<table><tr><td><p>Dear Ana,</p></td></tr><tr><td>rest.</td></tr></table>', 'Dear Ana,\n\nrest.'],
    ['cells over columns', '<table><tr><th colspan=2>Both</th></tr><tr><td>a</td><td>b</td></tr></table>', '| Both |  |\n| --- | --- |\n| a | b |'],
    ['what only looks like Markdown', '<p>1. no list, 2*3*4, #5, a_b_c, <b>yes</b></p>', '1\\. no list, 2\\*3\\*4, #5, a_b_c, **yes**'],
    ['a heading in an item', '<ul><li><h2>Title</h2>text</li></ul>', '- Title\n\n  text'],
    ['code', '<pre><code>if (a) {\n  b();\n}\n</code></pre>', '```\nif (a) {\n  b();\n}\n```'],
    ['words alone', '<meta charset="utf-8"><span>just words</span>', 'just words'],
  ];
  for (const [what, html, expected] of cases) {
    it(`R-04 ${what}`, () => {
      expect(markdown(html)).to.equal(expected);
    });
  }

  it('R-04 pictures within the HTML become files, those of other hosts are left out and load nothing', () => {
    const found = pasted('<p>a<img src="data:image/png;base64,iVBORw0KGgo="><img src="https://tracker.example/p.gif"><img src="data:image/svg+xml;base64,PHN2Zz4="></p>');
    expect(found?.files.map(({ name, type, size }) => [name, type, size])).to.deep.equal([['image-1.png', 'image/png', 8]]);
    expect(found?.left).to.equal(2);
    expect(performance.getEntriesByType('resource').some(({ name }) => name.includes('tracker.example'))).to.equal(false);
  });

  it('R-04 more formatting than a message can show is not taken', () => {
    const row = '<tr>' + '<td>x</td>'.repeat(30) + '</tr>';
    expect(pasted(`<table>${row.repeat(40)}</table>`)).to.equal(undefined);
  });

  it('R-04 formatting is offered only where there is some', () => {
    expect([word, docs, '<b>x</b>', '<ul><li>a</li></ul>', '<a href="https://a.example">a</a>', '<span style="font-weight: 700">x</span>'].map(hasFormatting)).to.deep.equal(Array(6).fill(true));
    expect(['<meta charset="utf-8"><span>x</span>', '<b style="font-weight:normal">x</b>', '<p>x</p>', '<pre>x</pre>', '<br>'].map(hasFormatting)).to.deep.equal(Array(5).fill(false));
  });
});
