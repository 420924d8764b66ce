import { expect, test } from "vitest";

import { proseHtml } from "./prose";

test.each([
  ["One.\n\nTwo,\nand more.", "<p>One.</p>\n<p>Two,\nand more.</p>"],
  ["- *Warm*\n- **Wide**", "<ul>\n<li><em>Warm</em></li>\n<li><strong>Wide</strong></li>\n</ul>"],
  ["[us](https://kiln.example/a?b&c)", '<p><a rel="nofollow ugc" href="https://kiln.example/a?b&amp;c">us</a></p>'],
  ["<mailto:us@kiln.example>", '<p><a rel="nofollow ugc" href="mailto:us@kiln.example">mailto:us@kiln.example</a></p>'],
  ["[here](/products)", '<p><a rel="nofollow ugc" href="/products">here</a></p>'],
])("%j is written as it is meant", (text, html) => {
  expect(proseHtml(text)).toBe(html);
});

test.each([
  ["<b onclick=go()>Bold</b>", "<p>&lt;b onclick=go()&gt;Bold&lt;/b&gt;</p>"],
  ["<script>\nalert(1)\n</script>", "<p>&lt;script&gt;\nalert(1)\n&lt;/script&gt;</p>"],
  ["<!-- hidden -->", "<p>&lt;!-- hidden --&gt;</p>"],
  ["[x](javascript:alert(1))", "<p>x</p>"],
  ["[x](JaVaScRiPt&#58;alert(1))", "<p>x</p>"],
  ["[x](irc://host)", "<p>x</p>"],
  ['[x](https://a.example "q\\" onclick=go()>")', 'title="q&quot; onclick=go()&gt;">x</a>'],
  ["![a cat](https://a.example/cat.png)", '!<a rel="nofollow ugc" href="https://a.example/cat.png">a cat</a>'],
  ["# Best bowl\n===", "<p># Best bowl\n===</p>"],
  ["    alert(1)", "<p>alert(1)</p>"],
])("%j is no HTML, no picture and no heading", (text, html) => {
  expect(proseHtml(text)).toContain(html);
});
