import * as assert from "node:assert/strict";
import { asked, text } from "./edge-text";

const IMAGE = "/img/x0mk4GYBxQ_4yX5qBSeN3jhIkR0=/300x200/2026/cat.jpg";

/** As browsers really say it. */
const CHROME = "image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8";
const SAFARI_13 = "image/png,image/svg+xml,image/*;q=0.8,video/*;q=0.8,*/*;q=0.5";

describe("the function before images", () => {
  it("makes one of two of all that browsers take", () => {
    assert.equal(asked(IMAGE, CHROME).accept, "image/webp");
    assert.equal(asked(IMAGE, "image/webp").accept, "image/webp");
    for (const other of [SAFARI_13, "*/*", "text/html", ""])
      assert.equal(asked(IMAGE, other).accept, "*/*", other);
    assert.equal(asked(IMAGE).accept, "*/*");
  });

  it("says in the path what it is, once and at its beginning", () => {
    assert.equal(asked(IMAGE, CHROME).uri, IMAGE.replace("/img/", "/img/auto_webp/"));
    assert.equal(asked(IMAGE, SAFARI_13).uri, IMAGE);
    assert.equal(asked("/img/a/img/b.jpg", CHROME).uri, "/img/auto_webp/a/img/b.jpg");
  });

  it("is small, imports and exports nothing, and is plain enough for CloudFront's own JavaScript", () => {
    assert.ok(Buffer.byteLength(text()) < 2048);
    assert.match(text(), /function handler\(event\)/);
    assert.doesNotMatch(
      text(),
      /\b(import|export|require|class|async|await|process|globalThis)\b|\?\.|\?\?|\.\.\./,
    );
  });
});
