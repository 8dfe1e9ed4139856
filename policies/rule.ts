import type {
  EnforcementLevel,
  PolicyComplianceFramework,
  PolicyConfigSchema,
  ResourceValidationPolicy,
  Severity,
  StackValidationPolicy,
} from "@pulumi/policy";
import { z } from "zod";
import type { Exception } from "./exceptions/register";
import { exceptionFindings, isExcepted } from "./exceptions/excepting";
import { type Repair, repaired } from "./reading/repair";
import { ofType, type Resource, type StackResource } from "./reading/resource";

/** A message reads: who: what was found; expected what. The rule's remedy follows. */
export interface Finding {
  readonly found: string;
  readonly expected: string;
}

export interface StackFinding extends Finding {
  readonly about: Resource;
}

/** Judges one resource's inputs, before its step. */
export type ResourceCheck<S> = (resource: Resource, settings: S) => Iterable<Finding>;

/** Judges all resources' outputs, at the end: only here does one resource see another. */
export type StackCheck<S> = (resources: readonly StackResource[], settings: S) => Iterable<StackFinding>;

/** What to set on a resource's inputs so that its check finds nothing; nothing where that cannot be repaired. */
export type Repairs<S> = (resource: Resource, settings: S) => Iterable<Repair>;

/** What a rule is, besides its checks. */
export interface RuleHead<P extends z.ZodObject> {
  readonly name: string;
  readonly why: string;
  readonly severity: Severity;
  readonly framework: PolicyComplianceFramework;
  /** Under which names other scanners know the rule. */
  readonly tags?: readonly string[];
  readonly remedy: string;
  /** The parameters that the rule reads, and the only ones that its configuration may set. */
  readonly reads: P;
  /** The types that the rule judges, and the only ones that it is shown; `*` for all. */
  readonly types: readonly string[] | "*";
}

/** A rule checks single resources, or the stack, or both. Only a single resource's inputs can be repaired. */
export type Checks<S> =
  | {
      readonly level: "remediate";
      readonly resource: ResourceCheck<S>;
      readonly stack?: never;
      readonly repairs: Repairs<S>;
    }
  | {
      readonly level: Judging;
      readonly resource: ResourceCheck<S>;
      readonly stack?: StackCheck<S>;
      readonly repairs?: never;
    }
  | {
      readonly level: Judging;
      readonly resource?: never;
      readonly stack: StackCheck<S>;
      readonly repairs?: never;
    };
type Judging = Extract<EnforcementLevel, "mandatory" | "advisory">;

export type Policy = ResourceValidationPolicy | StackValidationPolicy;

/** A rule as pack, documentation and tests know it. */
export interface Rule extends Omit<RuleHead<z.ZodObject>, "reads"> {
  readonly level: Checks<never>["level"];
  readonly kind: "resource" | "stack" | "resource, stack";
  /** The names of the parameters that the rule reads. */
  readonly parameters: readonly string[];
  /** As the policy host runs it, with this rule's exceptions. */
  readonly policy: (exceptions: readonly Exception[]) => Policy;
}

export function rule<P extends z.ZodObject>(head: RuleHead<P> & Checks<z.output<P>>): Rule {
  const { resource, stack } = head;
  return {
    ...head,
    kind: resource ? (stack ? "resource, stack" : "resource") : "stack",
    parameters: Object.keys(head.reads.shape),
    policy: (exceptions) => ({
      name: head.name,
      description: head.why,
      enforcementLevel: head.level,
      severity: head.severity,
      framework: head.framework,
      tags: [...(head.tags ?? [])],
      remediationSteps: head.remedy,
      configSchema: configSchema(head.reads),
      ...(resource && { validateResource: resourceHalf(head, resource, exceptions) }),
      ...(head.repairs && { remediateResource: repairingHalf(head, head.repairs, exceptions) }),
      // What a register excepts is looked after at the end, whatever the rule judges.
      ...((stack || exceptions.length > 0) && { validateStack: stackHalf(head, exceptions) }),
    }),
  };
}

function resourceHalf<P extends z.ZodObject>(
  head: RuleHead<P>,
  check: ResourceCheck<z.output<P>>,
  exceptions: readonly Exception[],
): NonNullable<ResourceValidationPolicy["validateResource"]> {
  return (resource, report) => {
    if (!judges(head, resource)) return;
    const settings = head.reads.safeParse(resource.getConfig());
    if (!settings.success) return report(misconfigured(settings.error));
    if (isExcepted(exceptions, resource.urn)) return;
    for (const finding of check(resource, settings.data)) report(message(resource, finding, head.remedy));
  };
}

function repairingHalf<P extends z.ZodObject>(
  head: RuleHead<P>,
  repairs: Repairs<z.output<P>>,
  exceptions: readonly Exception[],
): NonNullable<ResourceValidationPolicy["remediateResource"]> {
  return (resource) => {
    const settings = head.reads.safeParse(resource.getConfig());
    const passesOver = !judges(head, resource) || isExcepted(exceptions, resource.urn);
    if (passesOver || !settings.success) return undefined;
    return repaired(resource, repairs(resource, settings.data));
  };
}

function stackHalf<P extends z.ZodObject>(
  head: RuleHead<P> & Checks<z.output<P>>,
  exceptions: readonly Exception[],
): StackValidationPolicy["validateStack"] {
  return (stack, report) => {
    const settings = head.reads.safeParse(stack.getConfig());
    if (!settings.success) return report(misconfigured(settings.error));
    const judged = head.types === "*" ? stack.resources : ofType(stack.resources, ...head.types);
    const found = head.stack ? [...head.stack(judged, settings.data)] : [];
    for (const finding of found)
      if (!isExcepted(exceptions, finding.about.urn))
        report(message(finding.about, finding, head.remedy), finding.about.urn);
    const excepted = new Set(found.map(({ about }) => about.urn));
    for (const resource of head.resource ? judged : [])
      for (const _ of head.resource?.(resource, settings.data) ?? []) excepted.add(resource.urn);
    for (const { about, found: what, expected } of exceptionFindings(exceptions, stack.resources, excepted))
      report(`${about}: ${what}; expected ${expected}. Mend policies/excepted.json.`);
  };
}

function judges({ types }: Pick<RuleHead<z.ZodObject>, "types">, { type }: Resource): boolean {
  return types === "*" || types.includes(type);
}

function message(resource: Resource, { found, expected }: Finding, remedy: string): string {
  return `${resource.name}: ${found}; expected ${expected}. ${remedy}`;
}

function misconfigured(error: z.ZodError): string {
  const faults = error.issues.map(({ path, message }) => [...path, message].join(": "));
  return `The pack's configuration of this rule cannot be used (${faults.join("; ")}). Mend policies/stages.`;
}

function configSchema(reads: z.ZodObject): PolicyConfigSchema {
  const { properties } = z.toJSONSchema(reads, { io: "input" });
  return { properties: JSON.parse(JSON.stringify(properties ?? {})) };
}
