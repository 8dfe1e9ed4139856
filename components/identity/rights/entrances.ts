import type { DeployedStage } from "./deployed-stage";
import { ALL, named, words, type Work } from "./work";

/** What the provider calls for the ways in to many systems [Terraform provider's sources; AWS: Service authorization reference]. */

/** Certificates for public names. AWS makes up their ids. */
export const certificates: readonly Work[] = [
  { actions: words("RequestCertificate"), on: ALL },
  {
    actions: words("AddTagsToCertificate RemoveTagsFromCertificate UpdateCertificateOptions"),
    on: named("acm", () => "certificate/*"),
  },
];

/**
 * A load balancer of HTTP and its listeners, neither of which is removed.
 * @param name its name, or a pattern of it
 */
export const webBalancer = (name: (at: DeployedStage) => string): Work => ({
  actions: words(`AddTags CreateListener CreateLoadBalancer ModifyListener ModifyListenerAttributes
    ModifyLoadBalancerAttributes RemoveTags SetIpAddressType SetSecurityGroups SetSubnets`),
  on: named("elasticloadbalancing", (at) =>
    ["loadbalancer/app", "listener/app"].map((kind) => `${kind}/${name(at)}`),
  ),
});

/** All zones of names: AWS makes up a zone's id. */
export const zones = () => ["arn:aws:route53:::hostedzone/*"];

/** Records of these types are made and led elsewhere; what is there is not taken away, and no other is touched. */
export const records = (...types: readonly string[]): Work => ({
  actions: words("ChangeResourceRecordSets"),
  on: zones,
  when: {
    "ForAllValues:StringEquals": {
      "route53:ChangeResourceRecordSetsActions": ["CREATE", "UPSERT"],
      "route53:ChangeResourceRecordSetsRecordTypes": types,
    },
  },
});
