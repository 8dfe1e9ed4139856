import { z } from "zod";
import type { Properties } from "../catalogue";
import { Traced } from "./traced";

/** A value that a resource may feed. */
const input = <Known extends z.ZodType>(known: Known) => z.union([known, z.instanceof(Traced)]);

const Tags = z.record(z.string(), input(z.string()));

const SubnetSpec = z.strictObject({
  type: z.enum(["Public", "Private", "Isolated", "Unused"]),
  name: z.string().optional(),
  cidrMask: z.int().min(0).max(32).optional(),
  size: z.int().optional(),
  cidrBlocks: z.array(z.string()).optional(),
  tags: Tags.optional(),
});

const EndpointSpec = z.looseObject({
  serviceName: z.string(),
  vpcEndpointType: z.string().optional(),
  tags: Tags.optional(),
});

const strategies = (known: readonly [string, ...string[]]) =>
  z.enum(known, {
    error: ({ input: given }) =>
      `the simulated awsx knows only ${known.join(" and ")}, got ${JSON.stringify(given)}: add it in rehearsal/clouds/awsx`,
  });

/** What the simulated `awsx:ec2:Vpc` understands; anything else is refused. */
const Arguments = z.strictObject({
  availabilityZoneCidrMask: z.int().min(0).max(32).optional(),
  availabilityZoneNames: z.array(z.string()).min(1).optional(),
  cidrBlock: z.string().default("10.0.0.0/16"),
  enableDnsHostnames: input(z.boolean()).optional(),
  enableDnsSupport: input(z.boolean()).optional(),
  enableNetworkAddressUsageMetrics: input(z.boolean()).optional(),
  instanceTenancy: input(z.string()).optional(),
  natGateways: z
    .strictObject({
      strategy: z.enum(["None", "Single", "OnePerAz"]),
      elasticIpAllocationIds: z.array(input(z.string())).default([]),
    })
    .default({ strategy: "OnePerAz", elasticIpAllocationIds: [] }),
  numberOfAvailabilityZones: z.int().min(1).optional(),
  region: z.string().optional(),
  subnetNameTagStrategy: z.enum(["Legacy", "AvailabilityZone"]).default("Legacy"),
  subnetSpecs: z.array(SubnetSpec).min(1).optional(),
  // Without a strategy the real component takes "Legacy", which nothing new should use.
  subnetStrategy: strategies(["Auto", "Exact"]),
  tags: Tags.default({}),
  vpcEndpointSpecs: z.array(EndpointSpec).default([]),
  vpcEndpointStrategy: z.enum(["Legacy", "Auto"]).default("Legacy"),
});

export type VpcArguments = z.infer<typeof Arguments>;
export type SubnetSpec = z.infer<typeof SubnetSpec>;
export type EndpointSpec = z.infer<typeof EndpointSpec>;

/**
 * Reads the arguments of an `awsx:ec2:Vpc`.
 * @throws with one line that names every argument that does not fit
 */
export function vpcArguments(name: string, inputs: Properties): VpcArguments {
  const parsed = Arguments.safeParse(inputs, {
    error: (issue) =>
      issue.code === "unrecognized_keys"
        ? `the simulated awsx does not know ${String(issue["keys"])}: add it in rehearsal/clouds/awsx`
        : issue.input instanceof Traced
          ? "must be a plain value, not a resource's output"
          : undefined,
  });
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) =>
    [path.join("."), message].filter(Boolean).join(": "),
  );
  throw new Error(`awsx:ec2:Vpc ${name}: ${faults.join("; ")}`);
}
