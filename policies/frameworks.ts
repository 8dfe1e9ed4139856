import type { PolicyComplianceFramework } from "@pulumi/policy";

// The frameworks that the control catalogue refers to, as functions of the number in them.
export const secRule17a4 = framework("SEC Rule 17a-4");
export const securityHub = framework("AWS Security Hub");
export const wellArchitected = framework("AWS Well-Architected");
export const nistSsdf = framework("NIST SSDF", "1.1");
export const wormGuidance = framework("WORM guidance")("");

function framework(name: string, version = ""): (reference: string) => PolicyComplianceFramework {
  return (reference) => ({ name, version, reference, specification: "" });
}
