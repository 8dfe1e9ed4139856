import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { secrets, settings, standIns } from "../../projects/webservice/environment";
import { composition, generatedNames } from "../../projects/webservice/local/composition";
import { madeUp } from "../../projects/webservice/local/made-up";
import { localOptions } from "../../projects/webservice/local/options";
import { ROOT } from "../graph/project";

const FOLDER = path.join(ROOT, "projects/webservice/local");
const text = fs.readFileSync(path.join(FOLDER, "compose.yaml"), "utf8");

const Duration = z.string().regex(/^\d+(s|m)$/);
const Environment = z.record(z.string().regex(/^[A-Z][A-Z0-9_]*$/), z.string());

/** What of the Compose Specification we use, and no other word [compose-spec: services, volumes top-level elements]. */
const ComposeFile = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9_-]*$/),
  services: z.record(
    z.string().regex(/^[a-zA-Z0-9._-]+$/),
    z.strictObject({
      image: z.string().min(1),
      user: z.string().optional(),
      read_only: z.boolean().optional(),
      tmpfs: z.array(z.string()).optional(),
      cap_drop: z.array(z.string()).optional(),
      security_opt: z.array(z.string()).optional(),
      init: z.boolean().optional(),
      environment: Environment.optional(),
      entrypoint: z.array(z.string()).optional(),
      command: z.array(z.string()).optional(),
      ports: z
        .array(z.string().regex(/^127\.0\.0\.1:\d+:\d+$/, "only one's own machine may call"))
        .optional(),
      volumes: z.array(z.string().regex(/^[a-z]+:\/.+$/)).optional(),
      depends_on: z
        .record(
          z.string(),
          z.strictObject({
            condition: z.enum(["service_started", "service_healthy", "service_completed_successfully"]),
          }),
        )
        .optional(),
      healthcheck: z
        .strictObject({
          test: z.array(z.string()).min(2),
          interval: Duration,
          timeout: Duration,
          retries: z.int().min(1),
          start_period: Duration.optional(),
        })
        .optional(),
    }),
  ),
  volumes: z.record(z.string(), z.strictObject({})),
});

describe("the web service on one's own machine", () => {
  const file = ComposeFile.parse(parse(text));
  const variablesOf = (service: string) => Object.keys(file.services[service]?.environment ?? {}).toSorted();

  it("is told of what a stage's task definition tells, by the same names, and of the stand-ins", () => {
    const names = [settings, secrets, standIns].flatMap((table) => Object.keys(table)).toSorted();
    assert.equal(new Set(names).size, names.length);
    for (const service of ["webservice", "migrations"])
      assert.deepEqual(variablesOf(service), names, service);
  });

  it("is as the table in code says", () => {
    assert.deepEqual(parse(text), JSON.parse(JSON.stringify(composition)));
  });

  it("waits for what there is, in an order that ends", () => {
    const waitsFor = (service: string): readonly string[] =>
      Object.keys(file.services[service]?.depends_on ?? {}).flatMap((other) => {
        assert.ok(file.services[other], `${service} waits for ${other}, which is not there`);
        return [other, ...waitsFor(other)];
      });
    assert.deepEqual(new Set(waitsFor("webservice")), new Set(["database", "bucket", "files", "migrations"]));
    for (const { volumes = [] } of Object.values(file.services))
      for (const volume of volumes)
        assert.ok(Object.hasOwn(file.volumes, volume.split(":")[0] ?? ""), volume);
  });

  it("runs as in a stage: no root, nothing to be written, no rights of its own", () => {
    for (const name of ["webservice", "migrations"]) {
      const { user, read_only, cap_drop } = file.services[name] ?? {};
      assert.deepEqual([user, read_only, cap_drop], ["10001:10001", true, ["ALL"]], name);
    }
  });

  it("has no secret in it: what is one is made up, and compose asks for it", () => {
    const secret = /PASS|SECRET|TOKEN/;
    for (const [name, { environment = {} }] of Object.entries(file.services))
      for (const [variable, value] of Object.entries(environment))
        if (secret.test(variable))
          assert.match(value, /^\$\{\w+:\?is missing, start with: npm run webservice\}$/, name);
    const asked = new Set([...text.matchAll(/\$\{(\w+)/g)].map(([, name]) => name));
    assert.deepEqual(asked, new Set([...generatedNames, "WEBSERVICE_IMAGE"]));
  });
});

describe("the passwords of one's own machine", () => {
  let folder: string;
  beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), "strongroom-local-"))));
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  it("are made up once, long and each another, in a file of the user's alone", () => {
    const file = path.join(folder, "made/webservice.env");
    const first = madeUp(file);
    assert.deepEqual(Object.keys(first), [...generatedNames]);
    assert.equal(new Set(Object.values(first)).size, generatedNames.length);
    for (const value of Object.values(first)) assert.match(value, /^[0-9a-f]{64}$/);
    assert.equal(fs.statSync(file).mode & 0o777, 0o600);
    assert.deepEqual(madeUp(file), first);
  });

  it("are kept when a new one is needed", () => {
    const file = path.join(folder, "webservice.env");
    fs.writeFileSync(file, "DATABASE_PASSWORD=kept\n");
    const { DATABASE_PASSWORD, FILES_SECRET = "" } = madeUp(file);
    assert.equal(DATABASE_PASSWORD, "kept");
    assert.match(FILES_SECRET, /^[0-9a-f]{64}$/);
  });

  it("are where git does not look", () => {
    assert.ok(fs.readFileSync(path.join(ROOT, ".gitignore"), "utf8").split("\n").includes(".local/"));
  });
});

describe("npm run webservice", () => {
  it("takes one image, or stops", () => {
    assert.deepEqual(localOptions(["webservice:dev"]), { does: "up", image: "webservice:dev" });
    assert.deepEqual(localOptions(["--down"]), { does: "down", forget: false });
    assert.deepEqual(localOptions(["--forget"]), { does: "down", forget: true });
    assert.deepEqual(localOptions(["--help"]), { does: "help" });
    for (const wrong of [[], ["one", "two"]])
      assert.throws(() => localOptions(wrong), /^Error: name one image of the service: npm run webservice/);
    assert.throws(
      () => localOptions(["--down", "webservice:dev"]),
      /takes no image, and webservice:dev was given/,
    );
  });

  it("gives docker the file and the passwords, and ends as docker does", () => {
    const { status, stdout, folder } = started(["webservice:dev"], "exit 7");
    assert.equal(status, 7);
    const [call = "", image, password = ""] = stdout.split("\n");
    assert.equal(call, `compose --file ${path.join(FOLDER, "compose.yaml")} up --remove-orphans`);
    assert.equal(image, "webservice:dev");
    assert.match(password, /^[0-9a-f]{64}$/);
    fs.rmSync(folder, { recursive: true });
  });

  it("says what to install where docker is not there, or has no Compose", () => {
    const { folder, ...without } = started(["webservice:dev"], "exit 125", "exit 125");
    for (const { status, stderr } of [command(["webservice:dev"], "/nowhere"), without]) {
      assert.equal(status, 2);
      assert.match(stderr, /^docker compose cannot be started: install Docker with Compose 2\.20 or newer/);
    }
    fs.rmSync(folder, { recursive: true });
  });

  /** Runs the command with a program that stands in for docker. */
  function started(args: readonly string[], end: string, version = "exit 0") {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "strongroom-docker-"));
    const program = [
      "#!/bin/sh",
      `[ "$2" = version ] && ${version}`,
      'echo "$@"; echo "$WEBSERVICE_IMAGE"; echo "$DATABASE_PASSWORD"',
      end,
    ].join("\n");
    fs.writeFileSync(path.join(folder, "docker"), program, { mode: 0o755 });
    return { ...command(args, folder), folder };
  }

  function command(args: readonly string[], searchPath: string) {
    const program = ["--require", "sucrase/register/ts", path.join(FOLDER, "main.ts"), ...args];
    const environment = { PATH: `${searchPath}:/bin`, HOME: os.tmpdir() };
    return spawnSync(process.execPath, program, { cwd: ROOT, env: environment, encoding: "utf8" });
  }
});
