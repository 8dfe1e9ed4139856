import type * as cloudfront from "@pulumi/aws/cloudfront";
import * as route53 from "@pulumi/aws/route53";
import type * as pulumi from "@pulumi/pulumi";

/** Leads public names to a distribution, for IPv4 and IPv6. */
export function distributionRecords(
  name: string,
  hostNames: Readonly<Record<string, string>>,
  zoneId: pulumi.Input<string>,
  distribution: cloudfront.Distribution,
  child: pulumi.CustomResourceOptions,
): void {
  for (const [word, hostName] of Object.entries(hostNames))
    for (const type of ["A", "AAAA"])
      new route53.Record(
        `${name}-${word}-${type.toLowerCase()}`,
        {
          zoneId,
          name: hostName,
          type,
          aliases: [
            {
              name: distribution.domainName,
              zoneId: distribution.hostedZoneId,
              evaluateTargetHealth: false,
            },
          ],
        },
        child,
      );
}
