import assert from "node:assert/strict";
import * as os from "node:os";
import * as path from "node:path";
import { readOptions } from "../../bootstrapping/options";

describe("the command line of a bootstrap", () => {
  it("needs a stage alone", () => {
    assert.deepEqual(readOptions(["--stage", "pro"]), {
      stage: "pro",
      local: path.join(os.homedir(), "strongroom-pro-root"),
      backend: undefined,
      secretsProvider: undefined,
    });
  });

  it("takes a backend and a secrets provider for rehearsal", () => {
    const given = ["--backend", "s3://b?region=r", "--secrets-provider", "passphrase", "--local", "/x/y"];
    assert.deepEqual(readOptions(["--stage", "pre", ...given]), {
      stage: "pre",
      local: "/x/y",
      backend: "s3://b?region=r",
      secretsProvider: "passphrase",
    });
  });

  const mistakes: readonly { readonly args: readonly string[]; readonly told: RegExp }[] = [
    { args: [], told: /^--stage is missing: give pre or pro$/ },
    { args: ["--stage", "prod"], told: /^--stage prod: there is no such stage; there are pre and pro$/ },
    { args: ["--stagr", "pre"], told: /^Unknown option '--stagr'/ },
    {
      args: ["--stage", "pre", "--backend", "file:///x"],
      told: /^--backend file:\/\/\/x: give the URL of a bucket/,
    },
    {
      args: ["--stage", "pre", "--secrets-provider", "passphrases"],
      told: /^--secrets-provider passphrases: give/,
    },
  ];
  for (const { args, told } of mistakes)
    it(`${args.join(" ") || "nothing"} is told in one line`, () => {
      assert.throws(() => readOptions(args), { message: told });
    });
});
