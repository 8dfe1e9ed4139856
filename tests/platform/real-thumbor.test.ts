import * as assert from "node:assert/strict";
import {
  CreateBucketCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { proxyEnvironment, rewrites, SIGNING_KEY } from "../../projects/platform/app/image-proxy/environment";
import { asked } from "../functions/image-format/edge-text";
import { startS3Gateway, type S3Gateway } from "../servers/s3-gateway";
import { startThumbor, thumborPackages, type Thumbor } from "../servers/thumbor";
import { png, signed, sizeOf } from "./images";

const KEY = "a key that nobody else has";

/** The real thumbor of our image, with a real S3 behind it, told just what its task definition tells it. */
describe("the image proxy, as it really is", function () {
  this.timeout(60_000);
  let s3: S3Gateway;
  let files: S3Client;
  let thumbor: Thumbor;

  before(async function () {
    this.timeout(600_000);
    await thumborPackages();
    s3 = await startS3Gateway();
    files = s3.client();
    for (const Bucket of ["originals", "derived", "private"])
      await files.send(new CreateBucketCommand({ Bucket }));
    for (const [Bucket, Key, Body] of [
      ["originals", "2026/cat and dog.png", png(800, 600)],
      ["originals", "huge.png", png(8000, 5100)],
      ["private", "secret.png", png(8, 8)],
    ] as const)
      await files.send(new PutObjectCommand({ Bucket, Key, Body }));
    thumbor = await startThumbor({
      ...proxyEnvironment({
        region: s3.region,
        originalsBucketName: "originals",
        derivedBucketName: "derived",
      }),
      [SIGNING_KEY]: KEY,
      AWS_ENDPOINT_URL_S3: s3.endpoint,
      AWS_ACCESS_KEY_ID: s3.credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: s3.credentials.secretAccessKey,
    });
  });
  after(async () => {
    await thumbor?.stop();
    await s3?.stop();
  });

  /** On its way from a browser: the function at the edge, then the load balancer. */
  async function get(path: string, accept?: string) {
    const atEdge = asked(`/img/${path}`, accept);
    const seen = atEdge.uri.replace(new RegExp(rewrites.regex), rewrites.replace);
    const response = await fetch(`${thumbor.url}${seen}`, { headers: { accept: atEdge.accept ?? "" } });
    return {
      key: decodeURIComponent(atEdge.uri.slice(1)),
      response,
      body: Buffer.from(await response.arrayBuffer()),
    };
  }
  const derived = async () => {
    const { Contents = [] } = await files.send(new ListObjectsV2Command({ Bucket: "derived" }));
    return Contents.map(({ Key }) => Key);
  };
  /** The proxy answers first, and puts it there then. */
  async function untilDerived(key: string): Promise<void> {
    for (let tries = 0; tries < 50; tries += 1) {
      if ((await derived()).includes(key)) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    assert.fail(`${key} is not among ${(await derived()).join()}`);
  }
  const CAT = "300x200/2026/cat%20and%20dog.png";

  it("makes an image that is signed, and puts it where CloudFront looks for it", async () => {
    const { key, response, body } = await get(signed(KEY, CAT));
    assert.equal(response.status, 200, thumbor.log());
    assert.equal(response.headers.get("content-type"), "image/png");
    assert.deepEqual(sizeOf(body), [300, 200]);
    await untilDerived(key);
  });

  it("makes WebP for those who take it, and puts it where CloudFront looks for theirs", async () => {
    const { key, response } = await get(signed(KEY, CAT), "image/avif,image/webp,*/*");
    assert.equal(response.headers.get("content-type"), "image/webp");
    assert.match(key, /^img\/auto_webp\//);
    await untilDerived(key);
  });

  it("refuses what is not signed, or by another key, or for another size", async () => {
    for (const path of [
      `unsafe/${CAT}`,
      CAT,
      signed("another key", CAT),
      signed(KEY, CAT).replace("300x200", "3000x2000"),
    ]) {
      const before = await derived();
      assert.equal((await get(path)).response.status, 400, path);
      assert.deepEqual(await derived(), before);
    }
  });

  it("says of an original that is not there that it is not", async () => {
    assert.equal((await get(signed(KEY, "10x10/none.png"))).response.status, 404);
  });

  it("reads no other bucket and no other server, signed or not", async () => {
    for (const elsewhere of ["private/secret.png", "s3://private/secret.png", "http://127.0.0.1:9/a.png"])
      assert.equal((await get(signed(KEY, `10x10/${elsewhere}`))).response.status, 404, elsewhere);
  });

  it("makes none larger than its caps", async () => {
    const { body } = await get(signed(KEY, `9000x0/2026/cat%20and%20dog.png`));
    assert.ok(
      sizeOf(body).every((side) => side <= 4096),
      sizeOf(body).join(),
    );
  });

  it("does not unfold an original of more pixels than its cap", async () => {
    const { response } = await get(signed(KEY, "10x10/huge.png"));
    assert.notEqual(response.status, 200);
  });

  it("is ready and lives", async () => {
    for (const path of ["ready", "live"])
      assert.equal((await fetch(`${thumbor.url}/healthz/${path}`)).status, 200);
  });

  it("does not start when it is told less, or to let unsigned URLs pass in another writing", async () => {
    const whole = {
      ...proxyEnvironment({ region: "eu-west-1", originalsBucketName: "a", derivedBucketName: "b" }),
      [SIGNING_KEY]: KEY,
    };
    const { [SIGNING_KEY]: _, ...without } = whole;
    for (const environment of [without, { ...whole, ALLOW_UNSAFE_URL: "no" }])
      await assert.rejects(startThumbor(environment), /it did not start/);
  });
});
