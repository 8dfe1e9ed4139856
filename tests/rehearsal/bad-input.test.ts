import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as net from "node:net";
import * as path from "node:path";
import { Cloud } from "../../rehearsal/clouds/cloud";
import { engineFirst } from "./engine-first";
import { estate } from "../../projects/estate";
import { EstateCopy, ended, until } from "./estate-copy";

/** A mistake, and the one line by which it is told. */
interface Mistake {
  readonly what: string;
  readonly args?: readonly string[];
  readonly make?: (copy: EstateCopy) => void;
  readonly told: RegExp;
}

const settings = "Pulumi.pre.yaml";
const root = ["--only", "root"];
const foundation = ["--only", "foundation/base"];

const mistakes: readonly Mistake[] = [
  {
    what: "an unknown stage",
    args: ["--stage", "prod"],
    told: /^--stage prod: there is no such stage; there are pre and pro$/m,
  },
  {
    what: "an unknown stack",
    args: ["--only", "storage/apps"],
    told: new RegExp(
      `^--only storage/apps: there is no such stack; there are ${estate.map(({ name }) => name).join(", ")}$`,
      "m",
    ),
  },
  { what: "an unknown option", args: ["--stagr", "pre"], told: /^Unknown option '--stagr'/m },
  {
    what: "a fault that is none",
    args: ["--fault", "explode@x"],
    told: /^--fault explode@x: write KIND@WHERE with KIND throttle=TIMES, fail, timeout or crash/m,
  },
  {
    what: "a setting that is missing",
    args: root,
    make: (copy) => copy.replace(settings, "strongroom:owner: digital-preservation", ""),
    told: /strongroom\/pre: mend its settings in Pulumi\.pre\.yaml: owner: is missing$/m,
  },
  {
    what: "a setting that is misspelt",
    args: root,
    make: (copy) => copy.replace(settings, "strongroom:owner", "strongroom:ownr"),
    told: /strongroom\/pre: mend its settings in Pulumi\.pre\.yaml: owner: .*; ownr is not a setting \(misspelt\?\)/,
  },
  {
    what: "a setting of the wrong type",
    args: root,
    make: (copy) => copy.replace(settings, '"111122223333"', "{ number: 111122223333 }"),
    told: /mend its settings in Pulumi\.pre\.yaml: accountId: an AWS account id has 12 digits/,
  },
  {
    what: "a region outside the allowed ones",
    args: root,
    make: (copy) => copy.replace(settings, "primary: eu-west-1", "primary: us-east-1"),
    told: /regions\.primary: must be one of the allowed regions eu-west-1, eu-west-2, eu-central-1/,
  },
  {
    what: "networks that overlap",
    args: foundation,
    make: (copy) =>
      copy.replace(
        "projects/foundation/base/Pulumi.pre.yaml",
        "otherCidrs: [10.30.0.0/16]",
        "otherCidrs: [10.20.128.0/17]",
      ),
    told: /otherCidrs\.0: 10\.20\.128\.0\/17 overlaps the stage's own 10\.20\.0\.0\/16/,
  },
  {
    what: "a program that throws",
    args: root,
    make: (copy) => copy.edit("index.ts", (text) => `throw new Error("out of paper");\n${text}`),
    told: /^root: .*out of paper/m,
  },
  {
    what: "a stage without configuration",
    args: root,
    make: (copy) => fs.rmSync(path.join(copy.folder, settings)),
    told: /root has no configuration for pre: Pulumi\.pre\.yaml is missing/,
  },
  {
    what: "a state folder of another engine version",
    make: (copy) => {
      fs.mkdirSync(path.join(copy.folder, ".rehearsal"));
      fs.writeFileSync(path.join(copy.folder, ".rehearsal", "engine-version"), "3.100.0\n");
    },
    told: /was written by pulumi 3\.100\.0, this is 3\.220\.0: start from empty clouds with --fresh/,
  },
];

describe("bad input to a rehearsal", function () {
  this.timeout("1m");
  engineFirst();

  for (const { what, args = [], make, told } of mistakes)
    it(`${what} is told in one line, ends it, and makes nothing`, async () => {
      const copy = new EstateCopy();
      try {
        make?.(copy);
        const { exitCode, output } = await copy.rehearse(...args);
        assert.equal(exitCode, 1, output);
        assert.match(output, told);
        // The root project, where another is built on it, is whole.
        const built = args === foundation ? "::strongroom::" : "nothing";
        const made = new Cloud(copy.journal).all().filter(({ urn }) => !urn.includes(built));
        assert.deepEqual(made, []);
        assert.doesNotMatch(output, /\n\s+at /, "no stack trace");
      } finally {
        copy.remove();
      }
    });

  it("a port that is taken is told in one line", async () => {
    const copy = new EstateCopy();
    const taken = net.createServer().listen(0, "127.0.0.1");
    await new Promise((listening) => taken.once("listening", listening));
    try {
      const address = taken.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      const { exitCode, output } = await copy.rehearse("--port", String(port));
      assert.equal(exitCode, 1);
      assert.match(
        output,
        new RegExp(`^port ${port} is in use: give another with --port, or none for any free one$`, "m"),
      );
    } finally {
      taken.close();
      copy.remove();
    }
  });

  it("no engine, no route to the official build and no Go is told with what to install", async () => {
    const copy = new EstateCopy();
    const folder = onlyOldPulumi(copy);
    try {
      const { exitCode, output } = await ended(copy.start([], { PATH: folder, XDG_CACHE_HOME: folder }));
      assert.equal(exitCode, 1, output);
      assert.match(output, /^pulumi 3\.100\.0 is on PATH; not used, 3\.220\.0 is needed$/m);
      assert.match(output, /^asking https:\/\/get\.pulumi\.com for the official build of pulumi 3\.220\.0$/m);
      assert.match(
        output,
        /^no pulumi 3\.220\.0: .* Install Pulumi 3\.220\.0 \(.*\) or Go 1\.24 or newer \(.*\)$/m,
      );
    } finally {
      copy.remove();
    }
  });

  it("Go without a route to its modules is told with what must be reachable", async () => {
    const copy = new EstateCopy();
    const empty = path.join(copy.folder, "empty");
    try {
      const offline = { XDG_CACHE_HOME: empty, GOMODCACHE: path.join(empty, "modules"), GOPROXY: "off" };
      const { exitCode, output } = await ended(copy.start([], offline));
      assert.equal(exitCode, 1, output);
      assert.match(
        output,
        /^go mod failed: .* The Go module proxy must be reachable \(go env GOPROXY\); or install Pulumi from/m,
      );
    } finally {
      copy.remove();
    }
  });

  it("a second rehearsal beside a running one is refused", async () => {
    const copy = new EstateCopy();
    try {
      const first = copy.start(["--only", "root"]);
      await until(() => copy.isRunning);
      const { exitCode, output } = await copy.rehearse();
      assert.equal(exitCode, 1);
      assert.match(output, new RegExp(`^another rehearsal \\(process ${first.pid}\\) is running here`, "m"));
      assert.equal((await ended(first)).exitCode, 0);
    } finally {
      copy.remove();
    }
  });
});

/** A folder for PATH with nothing in it but a Pulumi of another version. */
function onlyOldPulumi(copy: EstateCopy): string {
  const folder = path.join(copy.folder, "path");
  fs.mkdirSync(folder);
  fs.writeFileSync(path.join(folder, "pulumi"), "#!/bin/sh\necho v3.100.0\n", { mode: 0o755 });
  return folder;
}
