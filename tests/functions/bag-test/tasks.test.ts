import * as assert from "node:assert/strict";
import { accessToken } from "../../../functions/bag-test/access-token";
import type { Patience } from "../../../functions/bag-test/http";
import { settingsOf } from "../../../functions/bag-test/settings";
import { storageApi } from "../../../functions/bag-test/storage-api";
import { begin, look, type World } from "../../../functions/bag-test/tasks";
import type { Run } from "../../../functions/bag-test/run";
import { untilEvent, wholeIngest } from "./ingest-events";
import { BUCKET, CLIENT, IDENTIFIER, LocalStorageService, refused, SECRETS } from "./local-storage-service";

const STARTED = "2026-10-05T04:00:00Z";
const minutesLater = (minutes: number) => new Date(Date.parse(STARTED) + minutes * 60_000);
const AT_ONCE: Patience = { secondsToAnswer: 5, retries: 2, secondsBetween: 0 };

describe("a bag test", () => {
  let service: LocalStorageService;
  let now: Date;
  let secrets: Record<string, string>;
  let secretsError: Error | undefined;
  let world: World;
  beforeEach(async () => {
    service = await LocalStorageService.open();
    now = minutesLater(0);
    secrets = { [SECRETS.id]: CLIENT.id, [SECRETS.secret]: CLIENT.secret };
    secretsError = undefined;
    world = worldOf();
  });
  afterEach(() => service.close());

  function worldOf(): World {
    const settings = settingsOf({
      API_URL: service.apiUrl,
      TOKEN_URL: service.tokenUrl,
      IDENTIFIER,
      INFRA_BUCKET: BUCKET,
      CLIENT_ID_SECRET: SECRETS.id,
      CLIENT_SECRET_SECRET: SECRETS.secret,
      LIMIT_SECONDS: "7200",
    });
    const secretValue = (name: string) =>
      secretsError ? Promise.reject(secretsError) : Promise.resolve(secrets[name] ?? "");
    const token = accessToken(settings, secretValue, () => now, AT_ONCE);
    return {
      api: storageApi(settings.apiUrl, token, AT_ONCE),
      infraBucket: settings.infraBucket,
      put: (key, body) => Promise.resolve(void service.objects.set(key, body)),
      limitSeconds: settings.limitSeconds,
      now: () => now,
    };
  }

  const begun = (input: unknown = {}): Promise<Run> =>
    begin({ task: "begin", execution: "run-1", startedAt: STARTED, input }, world);
  async function looked(run: Run): Promise<Run> {
    const { ingestId } = run;
    assert.ok(ingestId !== undefined, run.why);
    return look({ task: "look", run: { ...run, ingestId } }, world);
  }

  describe("begins", () => {
    it("by putting a bag where unpackers may read it, and asking for its ingest", async () => {
      const run = await begun();
      assert.deepEqual([...service.objects.keys()], ["test_bags/run-1.tar.gz"]);
      assert.deepEqual(
        service.ingests.map(({ asked }) => asked),
        [
          {
            type: "Ingest",
            ingestType: { id: "create", type: "IngestType" },
            space: { id: "testing", type: "Space" },
            sourceLocation: {
              type: "Location",
              provider: { type: "Provider", id: "amazon-s3" },
              bucket: BUCKET,
              path: "test_bags/run-1.tar.gz",
            },
            bag: { type: "Bag", info: { type: "BagInfo", externalIdentifier: "test_bag" } },
          },
        ],
      );
      const [ingest] = service.ingests;
      assert.deepEqual(run, {
        over: false,
        stored: false,
        startedAt: STARTED,
        ingestType: "create",
        ingestId: ingest?.id,
        steps: [],
      });
    });

    it("with an update once the bag has a version", async () => {
      service.hasBag = true;
      await begun();
      assert.deepEqual(service.types, ["update"]);
    });

    it("with what the operator asked for, whatever is there", async () => {
      await begun({ ingestType: "update" });
      assert.deepEqual(service.types, ["update"]);
    });

    it("not with what no operator can mean", async () => {
      const { over, why } = await begun({ ingesttype: "update" });
      assert.equal(over, true);
      assert.match(why ?? "", /the execution's input: .*ingesttype/);
      assert.deepEqual([service.objects.size, service.types.length], [0, 0]);
    });

    it("with a token for both scopes, asked for once", async () => {
      await looked(await begun());
      assert.deepEqual(
        service.tokensAsked.map((asked) => Object.fromEntries(asked)),
        [{ grant_type: "client_credentials", scope: `${IDENTIFIER}/ingests ${IDENTIFIER}/bags` }],
      );
    });

    it("and is over when the API refuses the ingest, with the API's own words", async () => {
      const description = "Invalid value at .space.id: must not be empty.";
      service.instead["POST /ingests"] = [refused(400, "Bad Request", description)];
      const { over, stored, why } = await begun();
      assert.deepEqual([over, stored, why], [true, false, `POST /ingests answered 400: ${description}`]);
    });

    it("and is over when the API fails, without asking for a second ingest", async () => {
      service.instead["POST /ingests"] = [refused(500, "Internal Server Error")];
      const { over, why } = await begun();
      assert.deepEqual([over, why], [true, "POST /ingests answered 500: Internal Server Error"]);
      assert.equal(service.types.length, 0);
    });

    it("and is over when the client is not known, without a word of its secret", async () => {
      secrets[SECRETS.secret] = "an-old-one";
      const { over, why } = await begun();
      assert.equal(over, true);
      assert.equal(why, `POST ${service.tokenUrl} answered 400: invalid_client`);
    });

    it("and is over when the token endpoint gives no token, without a word of what it gave", async () => {
      service.instead["POST /token"] = [{ status: 200, body: { id_token: "eyJ.of.another" } }];
      const { over, why } = await begun();
      assert.deepEqual([over, why], [true, `POST ${service.tokenUrl} answered 200, and no token`]);
    });

    it("and is over when nobody is there", async () => {
      service.close();
      const { over, why } = await begun();
      assert.equal(over, true);
      assert.match(why ?? "", /^POST http.* had no answer: fetch failed: .*ECONNREFUSED/);
    });

    it("and fails when the client's secret cannot be read", async () => {
      secretsError = new Error("no such secret");
      await assert.rejects(begun(), /no such secret/);
    });

    it("and fails when the bag cannot be put", async () => {
      world = { ...world, put: () => Promise.reject(new Error("AccessDenied")) };
      await assert.rejects(begun(), /AccessDenied/);
    });
  });

  describe("looks at its ingest", () => {
    it("until it is stored", async () => {
      service.standings = [
        { status: "accepted", events: [] },
        { status: "processing", version: "v5", events: untilEvent("Replicating to Azure started") },
        { status: "succeeded", version: "v5", events: wholeIngest },
      ];
      const first = await looked(await begun());
      assert.deepEqual([first.over, first.why], [false, "the ingest is accepted: nothing has begun"]);
      const second = await looked(first);
      assert.deepEqual(
        [second.over, second.why],
        [false, "the ingest is processing: Replicating to Azure started"],
      );
      const third = await looked(second);
      assert.deepEqual(
        [third.over, third.stored, third.version, third.why, third.steps.length],
        [true, true, "v5", undefined, 10],
      );
    });

    it("until it has failed, and keeps why", async () => {
      service.standings = [
        {
          status: "failed",
          events: [
            ...untilEvent("Verification (Azure) started"),
            [400, "Verification (Azure) failed - one file"],
            [410, "Verification (primary location) succeeded"],
          ],
        },
      ];
      const { over, stored, why } = await looked(await begun());
      assert.deepEqual(
        [over, stored, why],
        [true, false, "the ingest is failed: Verification (Azure) failed - one file"],
      );
    });

    it("with a new token when the old one is refused, and when its time is up", async () => {
      const run = await begun();
      service.token = "";
      assert.equal((await looked(run)).stored, true);
      assert.equal(service.tokensAsked.length, 2);
      now = minutesLater(60);
      assert.equal((await looked(run)).stored, true);
      assert.equal(service.tokensAsked.length, 3);
    });

    it("and is over when a new token is refused as well", async () => {
      const run = await begun();
      const unauthorized = refused(401, "Unauthorized", "Unauthorized");
      service.instead["GET /ingests"] = [unauthorized, unauthorized];
      const { over, why } = await looked(run);
      assert.deepEqual([over, why], [true, `GET /ingests/${run.ingestId} answered 401: Unauthorized`]);
    });

    it("again at once when the API cannot answer just now", async () => {
      const run = await begun();
      service.instead["GET /ingests"] = [
        refused(502, "Bad Gateway"),
        refused(429, "Throttled", "Too many requests"),
      ];
      assert.equal((await looked(run)).stored, true);
    });

    it("again later when it still cannot", async () => {
      const run = await begun();
      service.instead["GET /ingests"] = [502, 502, 504].map((status) => refused(status, "Unavailable"));
      const { over, why } = await looked(run);
      assert.deepEqual([over, why], [false, `GET /ingests/${run.ingestId} answered 504: Unavailable`]);
      assert.equal((await looked(run)).stored, true);
    });

    it("no more when the API has no such ingest, or answers what is none", async () => {
      const run = await begun();
      service.instead["GET /ingests"] = [refused(404, "Not Found", "Ingest not found")];
      const unknown = await looked(run);
      assert.deepEqual(
        [unknown.over, unknown.why],
        [true, `GET /ingests/${run.ingestId} answered 404: Ingest not found`],
      );
      service.instead["GET /ingests"] = [{ status: 200, body: { status: { id: "gone" } } }];
      const { over, why } = await looked(run);
      assert.equal(over, true);
      assert.match(why ?? "", /answered 200, and no ingest: .*status\.id/);
    });

    for (const [minutes, over] of [
      [119.9, false],
      [120, true],
    ] as const)
      it(`${over ? "no more" : "still"} after ${minutes} minutes`, async () => {
        service.standings = [{ status: "processing", events: untilEvent("Unpacking succeeded") }];
        const run = await begun();
        now = minutesLater(minutes);
        const standing = await looked(run);
        assert.equal(standing.over, over);
        const last = "the ingest is processing: Unpacking succeeded - Unpacked 1 KB from 6 files";
        assert.equal(standing.why, over ? `not at its end after 120 minutes; ${last}` : last);
      });

    it("and takes a bag that was stored just at the end of its time", async () => {
      const run = await begun();
      now = minutesLater(121);
      const { stored, why } = await looked(run);
      assert.deepEqual([stored, why], [true, undefined]);
    });
  });
});

describe("a bag test's settings", () => {
  it("are refused with all that is missing or wrong", () => {
    assert.throws(
      () => settingsOf({ API_URL: "storage", LIMIT_SECONDS: "0" }),
      /environment[^]*API_URL[^]*TOKEN_URL[^]*INFRA_BUCKET[^]*LIMIT_SECONDS/,
    );
  });
});
