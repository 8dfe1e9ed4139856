import assert from "node:assert/strict";
import { secretIn } from "../../../policies/reading/secret-shapes";
import { known } from "../../../policies/reading/value";

/** What a variable is said to hold; undefined where nothing is said. */
function heldBy(name: string, value: string): string | undefined {
  const [finding, ...others] = secretIn(known(name), known(value), "it");
  assert.deepEqual(others, []);
  return finding && /^the variable .* of it holds (.*)$/.exec(finding.found)?.[1];
}

const KEY_ID = "IA0ABCDEFGHIJKLMN9";
const TOKEN36 = "0123456789abcdefghijABCDEFGHIJ012345";
const LITERAL = "a literal value under a secret's name";
const SETTINGS = "a password in a list of settings";

const shapes: Readonly<
  Record<string, { readonly holds: readonly string[]; readonly not: readonly string[] }>
> = {
  "an AWS access key id": {
    holds: [`AK${KEY_ID}`, `AS${KEY_ID}`, `id AK${KEY_ID}, or so`],
    not: [
      `XAK${KEY_ID}`,
      `AK${KEY_ID}0`,
      `AK${KEY_ID.slice(0, -1)}`,
      `AB${KEY_ID}`,
      `AK${KEY_ID.toLowerCase()}`,
    ],
  },
  "a private key": {
    holds: [
      "-----BEGIN PRIVATE KEY-----\nMII",
      "-----BEGIN RSA PRIVATE KEY-----",
      "-----BEGIN PGP PRIVATE KEY BLOCK",
    ],
    not: ["-----BEGIN PUBLIC KEY-----", "-----BEGIN CERTIFICATE-----", "PRIVATE KEY"],
  },
  "a JSON web token": {
    holds: ["eyJhbGci.eyJzdWI-_.s1g", "Bearer eyJhbGci.eyJzdWI.s", "eyJ-a.eyJ-b.-c"],
    not: ["keyJhbGci.eyJzdWI.s", "eyJhbGci.eyJzdWI.", "eyJ.eyJa.s", "eyJa.eyJ.s", "eyJa.b.c", "eyJhbGci"],
  },
  "a Slack webhook": {
    holds: ["https://hooks.slack.com/services/T0/B0/x"],
    not: ["https://hooks.slack.com/services/", "https://hooks.slack.com/", "https://slack.com/services/T0"],
  },
  "a Slack token": {
    holds: ["a", "b", "e", "o", "p", "r", "s"].map((kind) => `xox${kind}-1`),
    not: ["xoxz-1", "xoxb-", "foxoxb-1", "xoxb1"],
  },
  "a GitHub token": {
    holds: ["gho", "ghp", "ghr", "ghs", "ghu", "github_pat"].map((kind) => `${kind}_${TOKEN36}`),
    not: [`ghp_${TOKEN36.slice(1)}`, `xghp_${TOKEN36}`, `gha_${TOKEN36}`, `ghp-${TOKEN36}`],
  },
  "a signed URL": {
    holds: ["https://a.example.org/c?sv=1&sig=abc", "https://a?sig=a", "https://a?a=b&X-Amz-Signature=0"],
    not: ["https://a.example.org/c?sig=", "sig=abc", "https://a?design=x", "https://a?signature=0"],
  },
  "a URL with a password": {
    holds: [
      "https://user:hunter2@example.org",
      "redis://:hunter2@cache:6379",
      "see postgres://u:p@db/archive",
      "amqp://u:pw@mq",
    ],
    not: [
      "https://example.org:8443/a@b",
      "https://user@example.org",
      "https://user:@example.org",
      "https://user:$PASS@example.org",
      "https://user:{pass}@example.org",
      "https://user:<pass>@example.org",
      "https://$cluster:@PORT@$request_uri",
      "https://a: b@example.org",
      "https://a:b c@example.org",
      "https://a b:c@example.org",
      "postgres://db:5432/archive",
      "user:hunter2@example.org",
      "://user:hunter2@example.org",
    ],
  },
  [SETTINGS]: {
    holds: [
      "Server=db;Password=hunter2;",
      "jdbc:mysql://db/archive?user=me&password=hunter2",
      "password='hunter2'",
      'password="hunter2"',
      '{"user":"me","password":"hunter2"}',
      '{"password" : "hunter2"}',
      ...["passwd", "pwd", "secret", "token", "apikey", "api-key", "API_KEY", "AccessKey", "AccountKey"].map(
        (word) => `${word}=hunter2`,
      ),
    ],
    not: [
      "password=",
      "password = or so",
      'password=""',
      "password=$PASS",
      'password="${PASS}"',
      "password=<pass>",
      "password={pass}",
      "password=@PASS@",
      "password=%s",
      "password: or so",
      '{"password": ""}',
      '{"password": 1}',
      "password required",
      "passwordless=1",
      "key=hunter2",
      "apixkey=hunter2",
    ],
  },
};

const SECRET_NAMES = [
  "PASSWORD",
  "PASSWORDS",
  "PASSWD",
  "PASSPHRASE",
  "PASS",
  "PWD",
  "SECRET",
  "SECRETS",
  "TOKEN",
  "CREDENTIAL",
  "CREDENTIALS",
  "APIKEY",
  "API_KEY",
  "ACCESS_KEY",
  "ACCOUNT_KEY",
  "ENCRYPTION_KEY",
  "PRIVATE_KEY",
  "SIGNING_KEY",
];

const about = [
  {
    endings: ["NAME", "ID", "PARAMETER", "PREFIX", "TYPE"],
    fits: ["Bearer", "Db-Pass/Word.1:a@b+=_"],
    not: ["two words", " Bearer", "Bearer "],
  },
  {
    endings: ["FILE", "PATH", "DIR"],
    fits: ["/Run", "./Run", "../Run Time"],
    not: ["Run", ".../Run", "Run/Time", "..Run"],
  },
  {
    endings: ["URL", "URI", "ENDPOINT", "ISSUER"],
    fits: ["https://example.org/Token", "s3://a"],
    not: ["example.org", "://example.org", "at https://example.org", "https:/a"],
  },
  {
    endings: ["TTL", "SECONDS", "MINUTES", "HOURS", "DAYS", "LENGTH", "LIMIT"],
    fits: ["3600", "0"],
    not: ["3600s", "s3600", "hunter"],
  },
];

describe("a secret in an environment", () => {
  for (const [shape, { holds, not }] of Object.entries(shapes)) {
    for (const value of holds)
      it(`is known as ${shape}: ${value}`, () => assert.equal(heldBy("SETTING", value), shape));
    for (const value of not)
      it(`is not taken for ${shape}: ${value}`, () => assert.equal(heldBy("SETTING", value), undefined));
  }

  for (const name of SECRET_NAMES)
    it(`is known by its name: ${name}`, () => {
      assert.equal(heldBy(name, "hunter2"), LITERAL);
      assert.equal(heldBy(`ARCHIVE_${name}_PRO`, "hunter2"), LITERAL);
      assert.equal(heldBy(`ARCHIVE${name}PRO`, "hunter2"), undefined);
    });

  for (const name of ["dbPassword", "db-password", "db.password", "API--KEY", "apiKey", "es_pass", "db2Pass"])
    it(`is known by a name in another writing: ${name}`, () =>
      assert.equal(heldBy(name, "hunter2"), LITERAL));

  for (const name of ["COMPASS", "TOKENIZER", "BYPASS_ALL", "KEY", "API", "PASSWORDLESS", "access.Keyboard"])
    it(`is not known by a word that only looks so: ${name}`, () =>
      assert.equal(heldBy(name, "hunter2"), undefined));

  const harmless = [
    "",
    "true",
    "TRUE",
    "false",
    "arn:aws:secretsmanager:eu-west-1:123456789012:secret:Slack-AbCdEf",
    "storage_service/es_pass",
    "/run/secrets/db-password.txt",
    "a/b/c",
  ];
  for (const value of harmless)
    it(`is not what its name says: ${value}`, () => assert.equal(heldBy("PASSWORD", value), undefined));

  const literal = [
    "hunter2",
    "es_pass",
    "untrue",
    "trueish",
    "unfalse",
    "my arn:aws:s3",
    "Storage/es_pass",
    "1/2",
    "a/B",
    "a/b/",
    "a/b c",
    "c a/b",
    "//a/b",
    "aB/c",
    "0",
  ];
  for (const value of literal)
    it(`is what its name says: ${value}`, () => assert.equal(heldBy("PASSWORD", value), LITERAL));

  for (const { endings, fits, not } of about)
    for (const ending of endings)
      it(`is told from what is about it by the name's last word: ${ending}`, () => {
        for (const value of fits) assert.equal(heldBy(`DB_PASSWORD_${ending}`, value), undefined, value);
        for (const value of not) assert.equal(heldBy(`DB_PASSWORD_${ending}`, value), LITERAL, value);
        for (const value of fits) assert.equal(heldBy(`DB_PASSWORD_X${ending}`, value), LITERAL, value);
        assert.equal(heldBy(`${ending}_PASSWORD`, "Hunter"), LITERAL);
      });

  it("is not printed", () => {
    const [finding] = secretIn(known("PASSWORD"), known("hunter2"), "it");
    assert.ok(finding && !JSON.stringify(finding).includes("hunter2"));
  });
});
