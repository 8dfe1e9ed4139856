import * as path from "node:path";
import type { Say } from "../../rehearsal/engine/engine";
import { goProgram } from "../go-program";

/** Path of kustomize, by which Argo CD puts a stage's manifests together (built in a minute on two cores, 15 MB). */
export const kustomizeProgram = (say: Say): Promise<string> =>
  goProgram(
    {
      title: "kustomize",
      module: path.join(__dirname, "go"),
      mainPackage: "sigs.k8s.io/kustomize/kustomize/v5",
      pinned: /kustomize\/kustomize\/v5 v(\S+)/,
    },
    say,
  );
