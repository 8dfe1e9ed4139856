import * as fs from "node:fs";
import * as path from "node:path";
import { cacheFolder, fillOnce } from "../../rehearsal/engine/cache";
import type { Say } from "../../rehearsal/engine/engine";
import { buildGoProgram } from "../../rehearsal/engine/go-program";

const MODULE = path.join(__dirname, "go");

/**
 * Path of versitygw, the S3 server of the tests: from the cache, else built from its Go module (two minutes on two
 * cores, 61 MB).
 * @throws when it cannot be built; the message says what to install
 */
export async function s3GatewayProgram(say: Say): Promise<string> {
  const version = pinnedVersion();
  const folder = path.join(cacheFolder(), `versitygw-${version}`);
  const program = path.join(folder, "versitygw");
  if (fs.existsSync(program)) return program;
  say(`no versitygw ${version} here yet: it is built once, into ${folder}`);
  await fillOnce(folder, (unfinished) =>
    buildGoProgram(
      {
        title: "versitygw",
        module: MODULE,
        mainPackage: "github.com/versity/versitygw/cmd/versitygw",
        tags: "",
        linkerFlags: `-X main.Version=v${version}`,
        withoutGo:
          `no versitygw ${version}: it is built from its Go module, and Go is not installed. ` +
          "Install Go 1.25 or newer (https://go.dev/dl/)",
        otherwise: "",
      },
      path.join(unfinished, "versitygw"),
      say,
    ),
  );
  return program;
}

function pinnedVersion(): string {
  const pinned = fs.readFileSync(path.join(MODULE, "go.mod"), "utf8");
  const version = /versity\/versitygw v(\S+)/.exec(pinned)?.[1];
  if (version === undefined) throw new Error(`${MODULE}/go.mod pins no version of versitygw`);
  return version;
}
