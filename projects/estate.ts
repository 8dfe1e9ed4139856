import type { Deployer } from "../components/names/names";

/** One Pulumi project of the estate; it has one stack per stage. */
export interface EstateStack {
  /** `<system>/<stack>`, as `--only` takes it. */
  readonly name: string;
  /** The project's name in its Pulumi.yaml. */
  readonly project: string;
  /** Its folder, from the root of the repository. */
  readonly folder: string;
  /**
   * The stacks that it is built on: those whose contracts it receives, to which a test holds this, and the root project,
   * which has no contract, for what it names is known: foundation's roles are within the permission boundary.
   */
  readonly needs: readonly string[];
  /** The role in which it is deployed, by its last words; the root project, which makes the roles, is deployed by people. */
  readonly deployedBy: Deployer | "people";
}

/**
 * The systems and their stacks, and what each is built on. Rehearsal, deploys, CI and the drawn picture read it.
 * The order follows from `needs`: a stack comes after all that it is built on.
 */
export const estate: readonly EstateStack[] = [
  { name: "root", project: "strongroom", folder: ".", needs: [], deployedBy: "people" },
  stack("foundation/base", "custodian", ["root"]),
  stack("reporting/base", "custodian", ["foundation/base"]),
  stack("storage/base", "custodian", ["foundation/base"]),
  stack("webservice/base", "site-custodian", ["foundation/base"]),
  // Search in OpenSearch takes a role of the account's, which reporting's first domain brings.
  stack("platform/base", "platform-custodian", ["foundation/base", "reporting/base"]),
  stack("datavault/base", "datavault-custodian", ["foundation/base"]),
  stack("storage/app", "deploy", ["foundation/base", "reporting/base", "storage/base"]),
  stack("webservice/app", "site-deploy", ["foundation/base", "webservice/base"]),
  stack("datavault/app", "datavault-deploy", ["foundation/base", "datavault/base"]),
  stack("platform/app", "platform-deploy", ["foundation/base", "platform/base"]),
  stack("reporting/app", "deploy", [
    "foundation/base",
    "reporting/base",
    "storage/base",
    "storage/app",
    "webservice/base",
    "platform/base",
    "datavault/base",
  ]),
];

/** A stage has an AWS account of its own; every project has one stack for each. */
export const stages = ["pre", "pro"] as const;
export type Stage = (typeof stages)[number];

function stack(name: string, deployedBy: Deployer, needs: readonly string[]): EstateStack {
  return { name, project: name.replace("/", "-"), folder: `projects/${name}`, needs, deployedBy };
}
