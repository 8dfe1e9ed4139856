import type {
  EnforcementLevel,
  PolicyComplianceFramework,
  PolicyConfigSchema,
  ResourceValidationPolicy,
  Severity,
  StackValidationPolicy,
} from "@pulumi/policy";
import { z } from "zod";
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

/** What a rule is, besides its checks. */
export interface RuleHead<P extends z.ZodObject> {
  readonly name: string;
  readonly why: string;
  readonly level: Extract<EnforcementLevel, "mandatory" | "advisory">;
  readonly severity: Severity;
  readonly framework: PolicyComplianceFramework;
  /** Under which names other scanners know the rule. */
  readonly tags?: readonly string[];
  readonly remedy: string;
  /** The parameters that the rule reads, and the only ones that its configuration may set. */
  readonly reads: P;
  /** The types that the rule judges; it is shown no others. */
  readonly types: readonly string[];
}

/** A rule checks single resources, or the stack, or both. */
export type Checks<S> =
  | { readonly resource: ResourceCheck<S>; readonly stack?: StackCheck<S> }
  | { readonly resource?: never; readonly stack: StackCheck<S> };

export type Rule = ResourceValidationPolicy | StackValidationPolicy;

export function rule<P extends z.ZodObject>(head: RuleHead<P> & Checks<z.output<P>>): Rule {
  const described = {
    name: head.name,
    description: head.why,
    enforcementLevel: head.level,
    severity: head.severity,
    framework: head.framework,
    tags: [...(head.tags ?? [])],
    remediationSteps: head.remedy,
    configSchema: configSchema(head.reads),
  };
  if (!head.resource) return { ...described, ...stackHalf(head, head.stack) };
  const before = { ...described, ...resourceHalf(head, head.resource) };
  return head.stack ? { ...before, ...stackHalf(head, head.stack) } : before;
}

type ResourceHalf = Required<Pick<ResourceValidationPolicy, "validateResource">>;
type StackHalf = Pick<StackValidationPolicy, "validateStack">;

function resourceHalf<P extends z.ZodObject>(
  head: RuleHead<P>,
  check: ResourceCheck<z.output<P>>,
): ResourceHalf {
  return {
    validateResource: (resource, report) => {
      if (!head.types.includes(resource.type)) return;
      const settings = head.reads.safeParse(resource.getConfig());
      if (!settings.success) return report(misconfigured(settings.error));
      for (const finding of check(resource, settings.data)) report(message(resource, finding, head.remedy));
    },
  };
}

function stackHalf<P extends z.ZodObject>(head: RuleHead<P>, check: StackCheck<z.output<P>>): StackHalf {
  return {
    validateStack: (stack, report) => {
      const settings = head.reads.safeParse(stack.getConfig());
      if (!settings.success) return report(misconfigured(settings.error));
      for (const finding of check(ofType(stack.resources, ...head.types), settings.data))
        report(message(finding.about, finding, head.remedy), finding.about.urn);
    },
  };
}

function message(resource: Resource, { found, expected }: Finding, remedy: string): string {
  return `${resource.name}: ${found}; expected ${expected}. ${remedy}`;
}

function misconfigured(error: z.ZodError): string {
  const faults = error.issues.map(({ path, message }) => [...path, message].join(": "));
  return `The pack's configuration of this rule cannot be used (${faults.join("; ")}). Mend policies/config.`;
}

function configSchema(reads: z.ZodObject): PolicyConfigSchema {
  const { properties } = z.toJSONSchema(reads, { io: "input" });
  return { properties: JSON.parse(JSON.stringify(properties ?? {})) };
}
