import * as path from "node:path";
import type { Say } from "./engine";
import { buildGoProgram } from "./go-program";

/**
 * Builds the CLI from its Go module; takes about two minutes on two cores, and 80 MB.
 * @param target path of the executable to make
 * @throws when Go is missing, the modules cannot be fetched or do not compile; the message says what to do
 */
export function buildFromModule(version: string, target: string, say: Say): Promise<void> {
  return buildGoProgram(
    {
      title: "the CLI",
      module: path.join(__dirname, "go"),
      mainPackage: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
      tags: "osusergo,grpcnotrace",
      linkerFlags: `-X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${version}`,
      withoutGo:
        `no pulumi ${version}: it is not on PATH, the official build cannot be downloaded, and Go, which could build it, ` +
        `is not installed. Install Pulumi ${version} (https://www.pulumi.com/docs/install/) or Go 1.24 or newer (https://go.dev/dl/)`,
      otherwise: "; or install Pulumi from https://www.pulumi.com/docs/install/",
    },
    target,
    say,
  );
}
