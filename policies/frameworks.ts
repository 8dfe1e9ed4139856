import type { PolicyComplianceFramework } from "@pulumi/policy";

// The frameworks that the control catalogue refers to, as functions of the number in them.
export const secRule17a4 = framework("SEC Rule 17a-4");
export const securityHub = framework("AWS Security Hub");
export const wellArchitected = framework("AWS Well-Architected");
export const cisAws = framework("CIS Amazon Web Services Foundations Benchmark", "7.0");
export const cisAzure = framework("CIS Microsoft Azure Foundations Benchmark", "6.0");
export const cloudSecurityBenchmark = framework("Microsoft cloud security benchmark");
export const checkov = framework("checkov", "3.3.30");
export const nistSsdf = framework("NIST SSDF", "1.1");
export const mitreAttack = framework("MITRE ATT&CK");
export const awsGuidance = framework("AWS guidance");
/** What no public framework asks for, and this estate does. */
export const estateRule = framework("Strongroom")("estate rule");
export const wormGuidance = framework("WORM guidance")("");

function framework(name: string, version = ""): (reference: string) => PolicyComplianceFramework {
  return (reference) => ({ name, version, reference, specification: "" });
}
