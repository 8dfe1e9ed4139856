import * as assert from "node:assert/strict";
import * as http from "node:http";
import {
  AssociateKmsKeyCommand,
  CloudWatchLogsClient,
  ResourceNotFoundException,
} from "@aws-sdk/client-cloudwatch-logs";
import { mockClient } from "aws-sdk-client-mock";
import type { SetUpBroker } from "../../../components/message-broker/setup-request";
import { encryptLog } from "../../../functions/message-broker-setup/broker-log";
import { managementApi } from "../../../functions/message-broker-setup/management-api";
import { SetUpBroker as Checked } from "../../../functions/message-broker-setup/request";
import { setUp } from "../../../functions/message-broker-setup/set-up";

interface Call {
  readonly method: string;
  readonly path: string;
  readonly authorization: string;
  readonly body: unknown;
}

const request: SetUpBroker = {
  broker: { host: "localhost", port: 1, admin: { userName: "set-up", passwordSecret: "admin-secret" } },
  users: [
    {
      userName: "data/vault",
      passwordSecret: "application-secret",
      tags: [],
      permissions: { configure: "^jobs$", write: ".*", read: ".*" },
    },
    {
      userName: "observer",
      passwordSecret: "observer-secret",
      tags: ["monitoring"],
      permissions: { configure: "^$", write: "^$", read: "^$" },
    },
  ],
  log: { group: "/aws/amazonmq/broker/b-1/general", keyArn: "arn:aws:kms:…:key/1" },
};

/** A broker that answers with some statuses first, and all is well afterwards. */
async function broker(statuses: readonly number[], use: (base: string, calls: Call[]) => Promise<void>) {
  const calls: Call[] = [];
  const left = [...statuses];
  const server = http.createServer((asked, answer) => {
    const chunks: Buffer[] = [];
    asked.on("data", (chunk: Buffer) => chunks.push(chunk));
    asked.on("end", () => {
      const text = Buffer.concat(chunks).toString();
      const status = left.shift() ?? (asked.method === "PUT" ? 201 : 200);
      calls.push({
        method: asked.method ?? "",
        path: asked.url ?? "",
        authorization: Buffer.from((asked.headers.authorization ?? "").slice(6), "base64").toString(),
        body: text === "" ? undefined : JSON.parse(text),
      });
      answer
        .writeHead(status)
        .end(status < 300 ? "{}" : '{"error":"not_authorised","reason":"Login failed"}');
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  try {
    const address = server.address();
    assert.ok(address !== null && typeof address === "object");
    await use(`http://127.0.0.1:${address.port}`, calls);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const around = (base: string, tries = 3) => {
  let left = tries;
  return {
    secret: (name: string) => Promise.resolve(`password of ${name}`),
    api: (_host: string, _port: number, userName: string, password: string) =>
      managementApi(base, userName, password),
    encryptLog: () => Promise.resolve(true),
    patience: { lookEveryMilliseconds: 1, left: () => left-- },
  };
};

describe("the function that sets a message broker up", () => {
  it("makes every user with its password, tags and rights, signed in as the admin", () =>
    broker([], async (base, calls) => {
      const done = await setUp(request, around(base));
      assert.deepEqual(done, { users: ["data/vault", "observer"], logKept: true });
      assert.deepEqual(
        calls.map(({ method, path }) => `${method} ${path}`),
        [
          "GET /api/whoami",
          "PUT /api/users/data%2Fvault",
          "PUT /api/permissions/%2F/data%2Fvault",
          "PUT /api/users/observer",
          "PUT /api/permissions/%2F/observer",
        ],
      );
      assert.ok(calls.every(({ authorization }) => authorization === "set-up:password of admin-secret"));
      assert.deepEqual(calls[1]?.body, { password: "password of application-secret", tags: "" });
      assert.deepEqual(calls[2]?.body, { configure: "^jobs$", write: ".*", read: ".*" });
      assert.deepEqual(calls[3]?.body, { password: "password of observer-secret", tags: "monitoring" });
    }));

  it("waits while nobody answers, and not for ever", () =>
    broker([503, 502], async (base, calls) => {
      await setUp(request, around(base, 5));
      assert.deepEqual(
        calls.slice(0, 3).map(({ path }) => path),
        ["/api/whoami", "/api/whoami", "/api/whoami"],
      );
      await assert.rejects(setUp(request, around("http://127.0.0.1:1", 3)), /does not answer/);
    }));

  it("fails at once with the broker's own words where it refuses, and tells no password", () =>
    broker([401], async (base, calls) => {
      await assert.rejects(setUp(request, around(base)), (error: Error) => {
        assert.match(error.message, /GET \/whoami: HTTP 401 .*Login failed/);
        assert.doesNotMatch(error.message, /password of/);
        return true;
      });
      assert.equal(calls.length, 1);
    }));

  it("refuses a request of another form", async () => {
    await assert.rejects(
      setUp({ ...request, users: [{ userName: "x" }] }, around("http://127.0.0.1:1")),
      /users/,
    );
    assert.deepEqual(Checked.parse(request), request);
  });
});

describe("the log of a message broker", () => {
  const logs = mockClient(CloudWatchLogsClient);
  beforeEach(() => logs.reset());

  it("is encrypted", async () => {
    logs.on(AssociateKmsKeyCommand).resolves({});
    assert.equal(await encryptLog(new CloudWatchLogsClient({}), request.log), true);
    assert.deepEqual(logs.commandCalls(AssociateKmsKeyCommand)[0]?.args[0].input, {
      logGroupName: request.log.group,
      kmsKeyId: request.log.keyArn,
    });
  });

  it("may not be there yet, and any other fault is one", async () => {
    logs
      .on(AssociateKmsKeyCommand)
      .rejectsOnce(new ResourceNotFoundException({ message: "no such group", $metadata: {} }))
      .rejects(new Error("AccessDenied"));
    assert.equal(await encryptLog(new CloudWatchLogsClient({}), request.log), false);
    await assert.rejects(encryptLog(new CloudWatchLogsClient({}), request.log), /AccessDenied/);
  });
});
