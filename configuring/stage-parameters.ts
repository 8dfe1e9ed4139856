import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import {
  boundaryName,
  clusterBoundaryName,
  machineBoundaryName,
  custodians,
  deployerName,
  deployers,
  isCustodian,
  kubernetesKeyAlias,
  operatorBoundaryName,
  ownBoundaryName,
  policyArn,
  roleArn,
  roleNames,
  type Deployer,
} from "../components/names/names";
import { estate, type Stage } from "../projects/estate";
import { parameters } from "../policies/parameters";

/** What the pack takes from the settings of the stage's stacks: it is said there, and nowhere a second time. */
const Root = z.looseObject({
  accountId: z.string(),
  github: z.looseObject({ deploySubject: z.string(), previewSubject: z.string(), imagesSubject: z.string() }),
  breakGlassPeople: z.array(z.string()),
});
const Foundation = z.looseObject({
  regions: z.looseObject({ primary: z.string(), second: z.string(), azure: z.string() }),
});
const DataVault = z.looseObject({ imagesPulledBy: z.array(z.string()).default([]) });
const Storage = z.looseObject({ azure: z.looseObject({ phase: z.enum(["prepare", "seal"]) }) });

/** What a stage says to the pack alone. Its vaults and their floors stand here so that the programs cannot drop them. */
const Own = parameters.partial().omit({
  custodianRoleArns: true,
  custodianProjects: true,
  keyGrantors: true,
  deployIdentityArns: true,
  serviceDeployArns: true,
  breakGlassRoleArns: true,
  approvedBoundaryArns: true,
  trustedAccounts: true,
  pullingAccounts: true,
  githubSubjects: true,
  allowedRegions: true,
  allowedAzureLocations: true,
  azurePhase: true,
});

/**
 * All parameters of the pack for a stage: those of `policies/stages/<stage>.json`, and what follows from the settings
 * of the stage's stacks.
 * @param root the repository
 * @throws when a file lacks something, or holds what the parameters do not take
 */
export function stageParameters(root: string, stage: Stage): Partial<z.input<typeof parameters>> {
  const ground = Root.parse(settingsOf(root, ".", "strongroom", stage));
  const facts = Foundation.parse(settingsOf(root, "projects/foundation/base", "foundation-base", stage));
  const storage = Storage.parse(settingsOf(root, "projects/storage/base", "storage-base", stage));
  const datavault = DataVault.parse(settingsOf(root, "projects/datavault/base", "datavault-base", stage));
  const own = ownParameters(path.join(root, "policies/stages", `${stage}.json`));
  const { accountId, github } = ground;
  const roles = roleNames(stage);
  const roleOf = (deployer: Deployer) => roleArn(accountId, deployerName(stage, deployer));
  const all = {
    ...own,
    custodianRoleArns: custodians.map(roleOf),
    // The archive's has all that is nobody's own, the ground that people deploy with it.
    custodianProjects: Object.fromEntries(
      custodians.filter((each) => each !== "custodian").map((each) => [roleOf(each), projectsOf(each)]),
    ),
    keyGrantors: { [kubernetesKeyAlias(stage)]: [roleOf("platform-deploy")] },
    deployIdentityArns: [roleOf("deploy")],
    serviceDeployArns: deployers.filter((each) => each !== "deploy" && !isCustodian(each)).map(roleOf),
    // In the other profile nobody deletes anything, whatever became of its lock.
    breakGlassRoleArns: own.lockProfile === "lawful-deletion" ? [roleArn(accountId, roles.breakGlass)] : [],
    approvedBoundaryArns: [
      boundaryName(stage),
      clusterBoundaryName(stage),
      machineBoundaryName(stage),
      operatorBoundaryName(stage),
      ...deployers.map((deployer) => ownBoundaryName(deployerName(stage, deployer))),
      ownBoundaryName(roles.preview),
      ownBoundaryName(roles.images),
    ].map((name) => policyArn(accountId, name)),
    trustedAccounts: [...new Set([accountId, ...ground.breakGlassPeople.map(accountOf)])],
    pullingAccounts: datavault.imagesPulledBy,
    githubSubjects: [github.deploySubject, github.previewSubject, github.imagesSubject],
    allowedRegions: [facts.regions.primary, facts.regions.second],
    allowedAzureLocations: [facts.regions.azure],
    azurePhase: storage.azure.phase,
  };
  parameters.parse(all);
  return all;
}

/** As they are written: the rules themselves fill in what a stage does not say. */
function ownParameters(file: string): Partial<z.input<typeof parameters>> {
  const written = z.record(z.string(), z.unknown()).parse(JSON.parse(fs.readFileSync(file, "utf8")));
  const whole = Object.entries(Own.parse(written));
  return Object.fromEntries(whole.filter(([name]) => name in written));
}

function settingsOf(root: string, folder: string, project: string, stage: Stage): Record<string, unknown> {
  const file = path.join(root, folder, `Pulumi.${stage}.yaml`);
  const { config } = z
    .looseObject({ config: z.record(z.string(), z.unknown()) })
    .parse(parse(fs.readFileSync(file, "utf8")));
  return Object.fromEntries(
    Object.entries(config)
      .filter(([key]) => key.startsWith(`${project}:`))
      .map(([key, value]) => [key.slice(project.length + 1), value]),
  );
}

const projectsOf = (deployer: Deployer): string[] =>
  estate.filter(({ deployedBy }) => deployedBy === deployer).map(({ project }) => project);

const accountOf = (arn: string): string => arn.split(":")[4] ?? "";
