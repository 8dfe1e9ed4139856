import * as fs from "node:fs";
import * as path from "node:path";
import { z } from "zod";
import type { EstateStack } from "../../projects/estate";
import type { Workplace } from "../workplace";
import type { Plan } from "./plan";

const Contract = z.looseObject({ project: z.string(), version: z.number() });

/**
 * What is wrong when a stack stands with a newer contract than these files publish: to deploy them would take promises
 * back that others are built on.
 */
export async function newerContractFault(
  { repository }: Workplace,
  { name, project }: EstateStack,
  { contractVersion }: Plan,
): Promise<string | undefined> {
  if (contractVersion === undefined) return undefined;
  const own = await publishedVersion(path.join(repository, "projects", name.split("/")[0] ?? ""), project);
  if (own === undefined || contractVersion <= own) return undefined;
  return `it stands with version ${contractVersion} of its contract, these files publish version ${own}: get the newer ones, and deploy those`;
}

/** The version of the contract that the project publishes; undefined where it has none. */
async function publishedVersion(system: string, project: string): Promise<number | undefined> {
  const file = path.join(system, "contract.ts");
  if (!fs.existsSync(file)) return undefined;
  const exported = Object.values(z.record(z.string(), z.unknown()).parse({ ...(await import(file)) }));
  const contracts = exported.flatMap((each) => Contract.safeParse(each).data ?? []);
  return contracts.find((each) => each.project === project)?.version;
}
