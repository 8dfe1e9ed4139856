import * as assert from "node:assert/strict";
import { settings } from "../../../functions/azure-sas/environment";
import { renewAll } from "../../../functions/azure-sas/renewal";
import { AWS_TOKEN, LocalAws } from "./aws";
import { FakeAzure } from "./azure";

const READ_ONLY = "azure/archive/copy/read_only_sas_url";
const READ_WRITE = "azure/archive/copy/read_write_sas_url";
const CLIENTS = {
  [READ_ONLY]: "11111111-1111-4111-8111-111111111111",
  [READ_WRITE]: "22222222-2222-4222-8222-222222222222",
};
const NOW = new Date("2026-03-01T03:20:00.123Z");
/** Seven days after a start a quarter of an hour ago. */
const END = new Date("2026-03-08T03:05:00Z");

const { copy, accesses } = settings({
  AZURE_TENANT_ID: "99999999-9999-4999-8999-999999999999",
  AZURE_ACCOUNT: "archive",
  AZURE_CONTAINER: "copy",
  READ_ONLY_CLIENT_ID: CLIENTS[READ_ONLY],
  READ_ONLY_SECRET: READ_ONLY,
  READ_WRITE_CLIENT_ID: CLIENTS[READ_WRITE],
  READ_WRITE_SECRET: READ_WRITE,
});

describe("renewing the URLs of the Azure copy", () => {
  let aws: LocalAws;
  let azure: FakeAzure;
  let published: [secret: string, days: number][];
  beforeEach(async () => {
    [aws, azure, published] = [await LocalAws.open(), new FakeAzure(), []];
  });
  afterEach(() => aws.close());

  const renew = (now = NOW) =>
    renewAll(copy, accesses, {
      sts: aws.sts,
      secrets: aws.secrets,
      entra: { httpClient: azure.entra },
      blobs: { httpClient: azure.blobs, retryOptions: { maxTries: 1 } },
      now: () => now,
      publish: (secret, days) => published.push([secret, days]),
    });
  const refusal = async () => {
    const error: unknown = await renew().then(
      () => undefined,
      (refused: unknown) => refused,
    );
    assert.ok(error instanceof Error, "it was not refused");
    return error;
  };
  const put = (secret: string) => new URL(aws.put.find((one) => one.secret === secret)?.value ?? "");

  it("asks STS for a short token that Microsoft Entra understands, and shows it for each identity", async () => {
    await renew();
    assert.deepEqual(aws.tokensAsked.map((asked) => Object.fromEntries(asked))[0], {
      Action: "GetWebIdentityToken",
      Version: "2011-06-15",
      "Audience.member.1": "api://AzureADTokenExchange",
      DurationSeconds: "300",
      SigningAlgorithm: "RS256",
    });
    assert.deepEqual(azure.assertions, [
      [CLIENTS[READ_ONLY], AWS_TOKEN],
      [CLIENTS[READ_WRITE], AWS_TOKEN],
    ]);
  });

  it("puts a URL of the container that reads and lists, and one that also writes: none deletes", async () => {
    await renew();
    assert.deepEqual(
      aws.put.map(({ secret }) => secret),
      [READ_ONLY, READ_WRITE],
    );
    for (const [secret, permissions] of [
      [READ_ONLY, "rl"],
      [READ_WRITE, "rwl"],
    ] as const) {
      const url = put(secret);
      assert.equal(url.origin + url.pathname, "https://archive.blob.core.windows.net/copy");
      assert.equal(url.searchParams.get("sp"), permissions);
      assert.equal(url.searchParams.get("sr"), "c");
    }
  });

  it("makes them for HTTPS alone, for seven days and no address of their own, delegated by the identity", async () => {
    await renew();
    const { searchParams } = put(READ_WRITE);
    assert.equal(searchParams.get("spr"), "https");
    assert.equal(searchParams.get("st"), "2026-03-01T03:05:00Z");
    assert.equal(searchParams.get("se"), "2026-03-08T03:05:00Z");
    assert.equal(searchParams.get("sip"), null);
    assert.equal(searchParams.get("skoid"), "identity");
    assert.ok(searchParams.get("sig"));
  });

  it("tries each URL before it puts it", async () => {
    await renew();
    assert.equal(azure.listed.length, 2);
    for (const [at, secret] of [READ_ONLY, READ_WRITE].entries())
      assert.equal(
        new URL(azure.listed[at] ?? "").searchParams.get("sig"),
        put(secret).searchParams.get("sig"),
      );
  });

  it("names the end of the value in the version's id, as Secrets Manager takes it", async () => {
    await renew();
    for (const { version } of aws.put) {
      assert.match(version, new RegExp(`^expires-${END.getTime() / 1000}-`));
      assert.ok(version.length >= 32 && version.length <= 64, version);
    }
    assert.equal(new Set(aws.put.map(({ version }) => version)).size, 2);
  });

  it("publishes the days that each secret has left", async () => {
    await renew();
    assert.deepEqual(
      published.map(([secret, days]) => [secret, days.toFixed(2)]),
      [
        [READ_ONLY, "6.99"],
        [READ_WRITE, "6.99"],
      ],
    );
  });

  const refusals: readonly [string, () => void, RegExp][] = [
    ["STS gives no token", () => (aws.stsRefuses = true), /OutboundWebIdentityFederationDisabled/],
    ["Microsoft Entra takes no token of AWS", () => (azure.answers.entra = "refusal"), /AADSTS700213/],
    [
      "the delegation key ends sooner than asked",
      () => (azure.answers.keyDays = 6),
      /a delegation key until 2026-03-07T03:05:00\.000Z, asked was 2026-03-08T03:05:00\.000Z/,
    ],
    [
      "the container refuses the URL",
      () => (azure.answers.container = "refusal"),
      /renewing [^ ]+: RestError: not \?/,
    ],
  ];
  for (const [what, refuse, says] of refusals)
    it(`puts nothing, fails and still tells the days left when ${what}`, async () => {
      await renew();
      const [before] = aws.put.splice(0);
      published.splice(0);
      refuse();
      const later = new Date(END.getTime() - 2 * 86_400_000);
      await assert.rejects(renew(later), Error);
      assert.match((await refusal()).message, says);
      assert.ok(before);
      assert.deepEqual(aws.put, []);
      assert.deepEqual(published.slice(0, 2), [
        [READ_ONLY, 2],
        [READ_WRITE, 2],
      ]);
    });

  it("says of both what failed, and nothing that opens anything", async () => {
    azure.answers.entra = "refusal";
    const entra = await refusal();
    assert.match(entra.message, new RegExp(`renewing ${READ_ONLY}: .*renewing ${READ_WRITE}: `, "s"));
    assert.ok(!entra.message.includes(AWS_TOKEN));
    Object.assign(azure.answers, { entra: "token", container: "refusal" });
    const container = await refusal();
    const signature = new URL(azure.listed[0] ?? "").search.split("sig=")[1] ?? "";
    assert.ok(signature.length > 10);
    assert.ok(!container.message.includes(signature));
    for (const error of [entra, container]) assert.deepEqual(Object.keys(error), []);
    assert.equal(container.cause, undefined);
  });

  it("renews the one when the other fails", async () => {
    aws.refusedSecret = READ_ONLY;
    assert.match((await refusal()).message, /ResourceNotFoundException/);
    assert.deepEqual(
      aws.put.map(({ secret }) => secret),
      [READ_WRITE],
    );
    assert.deepEqual(
      published.map(([secret]) => secret),
      [READ_WRITE],
    );
  });

  it("gives no days to a secret that has ended, has no value, or has one of another hand", async () => {
    azure.answers.entra = "refusal";
    aws.current.set(READ_ONLY, `expires-${NOW.getTime() / 1000 - 1}-of-long-ago`);
    await refusal();
    aws.current.set(READ_ONLY, "e6c1b1d2-0000-4000-8000-000000000000");
    await refusal();
    assert.deepEqual(
      published.map(([, days]) => days),
      [0, 0, 0, 0],
    );
  });
});

describe("the renewal's environment", () => {
  it("is refused with the names of all that is missing", () => {
    assert.throws(
      () => settings({ AZURE_ACCOUNT: "archive", READ_ONLY_CLIENT_ID: "someone" }),
      (error: unknown) =>
        ["AZURE_TENANT_ID", "AZURE_CONTAINER", "READ_ONLY_CLIENT_ID", "READ_WRITE_SECRET"].every((name) =>
          String(error).includes(name),
        ) && !String(error).includes("AZURE_ACCOUNT"),
    );
  });
});
