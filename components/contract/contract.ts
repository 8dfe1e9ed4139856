import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { faultsOf } from "./faults";
import { packInForce, PackInForce } from "./policy-pack";

/** The promises of a base stack: what it publishes, each with the check that a consumer makes when it reads it. */
export type Promises = Readonly<Record<string, z.ZodType>>;

/** A value of this type, any part of which may still be an output. */
export type Publishing<T> = pulumi.Input<
  T extends readonly (infer Element)[]
    ? readonly Publishing<Element>[]
    : T extends object
      ? { readonly [K in keyof T]: Publishing<T[K]> }
      : T
>;

/** What a base stack must hand over: every promise, and nothing else. */
export type Published<P extends Promises> = { readonly [K in keyof P]: Publishing<z.output<P[K]>> };

/** What a consumer gets: an output for every promise; secrets stay secret. */
export type Received<P extends Promises> = { readonly [K in keyof P]: pulumi.Output<z.output<P[K]>> };

/** A contract between a base stack and the stacks that build on it: the only road between stacks. */
export interface Contract<P extends Promises> {
  /** Project whose stacks publish this contract, `storage-base`. */
  readonly project: string;
  /** Raised when a promise is added or changed; a consumer refuses a base stack that was deployed with an older one. */
  readonly version: number;
  readonly promises: P;
  /**
   * The outputs of the base stack: `export = contract.publish({ … })`. They also tell which policy pack judged them.
   * @throws (as a failed deployment) when a value does not keep its promise
   */
  publish(values: Published<P>): Record<string, pulumi.Output<unknown>>;
  /**
   * The promises of the base stack of the same stage. Call it once, in a project's index.ts.
   * @throws (as a failed deployment, before anything is changed) when the base stack is missing, was deployed with
   * an older contract or without the policy pack, or breaks a promise; the message says which command mends it
   */
  receive(): Received<P>;
}

/** Output that carries the contract's version beside the promises. */
const VERSION = "contractVersion";

/** Output that tells which policy pack judged the stack; absent where none did. */
export const POLICY_PACK = "policyPack";

/** Marks a promise whose value is a secret: it is encrypted in the state of both stacks and never printed. */
export function secret<T extends z.ZodType>(schema: T): T {
  secrets.add(schema);
  return schema;
}

const secrets = new WeakSet<z.ZodType>();

/**
 * Declares the contract of one base stack.
 * @param project name of the project that publishes it
 * @param version whole number, 1 or more
 * @param folder folder of the project, for the command that mends a broken promise; default `projects/<system>/<stack>`
 */
export function contract<P extends Promises>(
  project: string,
  version: number,
  promises: P,
  folder: string = `projects/${project.replace("-", "/")}`,
): Contract<P> {
  const schema = z.object(promises);
  return {
    project,
    version,
    promises,

    publish(values) {
      const whole = pulumi.unsecret(pulumi.output<unknown>(values)).apply((known) => {
        const [fault] = faultsOf(schema, known);
        if (fault)
          throw new pulumi.RunError(
            `${project} does not keep its contract: ${fault}. Mend it in ${folder}/index.ts`,
          );
        return version;
      });
      const outputs = Object.entries<pulumi.Input<unknown>>(values).map(([name, value]) => {
        const promise = promises[name];
        return [name, promise && secrets.has(promise) ? pulumi.secret(value) : pulumi.output(value)] as const;
      });
      return { [VERSION]: whole, ...judgedBy(), ...Object.fromEntries(outputs) };
    },

    receive() {
      const stage = pulumi.getStack();
      const stack = `${project}/${stage}`;
      const mend = `Mend it with: pulumi up --stack ${stage} --cwd ${folder}`;
      const name = pulumi.output(existingStack(`${pulumi.getOrganization()}/${stack}`, stack, mend));
      const reference = new pulumi.StackReference(stack, { name });
      const kept = pulumi.unsecret(reference.outputs).apply((found) => {
        const deployed: unknown = found[VERSION];
        if (typeof deployed !== "number" || deployed < version)
          throw new pulumi.RunError(
            `${stack} was deployed with version ${typeof deployed === "number" ? deployed : "none"} of its contract, ${pulumi.getProject()} needs ${version}. ${mend}`,
          );
        if (!PackInForce.safeParse(found[POLICY_PACK]).success)
          throw new pulumi.RunError(
            `${stack} was deployed without the policy pack, so nothing has judged it. Set PULUMI_OPTION_POLICY_PACK and PULUMI_OPTION_POLICY_PACK_CONFIG (README, "Deploying") and deploy it again: pulumi up --stack ${stage} --cwd ${folder}`,
          );
        const faults = faultsOf(schema, found);
        if (faults.length > 0)
          throw new pulumi.RunError(`${stack} breaks its contract: ${faults.join("; ")}. ${mend}`);
        return true;
      });
      const received = Object.entries(promises).map(([promise, check]) => {
        const value = pulumi.all([reference.getOutput(promise), kept]).apply(([found]) => check.parse(found));
        return [promise, secrets.has(check) ? pulumi.secret(value) : value];
      });
      return Object.fromEntries(received);
    },
  };
}

/** The output that tells which policy pack judges this deployment, if one does. */
export function judgedBy(): Record<string, pulumi.Output<unknown>> {
  const pack = packInForce();
  return pack ? { [POLICY_PACK]: pulumi.output(pack) } : {};
}

/** The stack's full name once it is known to exist; the engine's own error would not say what to do. */
async function existingStack(fullName: string, stack: string, mend: string): Promise<string> {
  try {
    await pulumi.runtime.invoke("pulumi:pulumi:readStackOutputs", { name: fullName });
    return fullName;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new pulumi.RunError(
      reason.includes("unknown stack")
        ? `${pulumi.getProject()} builds on ${stack}, which is not deployed. ${mend}`
        : `${pulumi.getProject()} builds on ${stack}, which cannot be read: ${reason}`,
    );
  }
}
