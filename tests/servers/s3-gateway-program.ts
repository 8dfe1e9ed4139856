import * as path from "node:path";
import type { Say } from "../../rehearsal/engine/engine";
import { goProgram } from "../go-program";

/** Path of versitygw, the S3 server of the tests (built in two minutes on two cores, 61 MB). */
export const s3GatewayProgram = (say: Say): Promise<string> =>
  goProgram(
    {
      title: "versitygw",
      module: path.join(__dirname, "go"),
      mainPackage: "github.com/versity/versitygw/cmd/versitygw",
      pinned: /versity\/versitygw v(\S+)/,
      linkerFlags: (version) => `-X main.Version=v${version}`,
    },
    say,
  );
