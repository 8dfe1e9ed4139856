import * as route53 from "@pulumi/aws/route53";
import * as pulumi from "@pulumi/pulumi";

export interface NamesOfBalancerArgs {
  /** Public names, each under a word that stays the same: `{ www: "www.example.org" }`. */
  readonly hostNames: Readonly<Record<string, string>>;
  /** Public zone that all the names are in. */
  readonly zoneId: pulumi.Input<string>;
  /** Where they lead: a load balancer that faces the world. */
  readonly balancer: {
    readonly dnsName: pulumi.Input<string>;
    /** Hosted zone of that name. */
    readonly dnsZoneId: pulumi.Input<string>;
  };
}

/** Leads public names to a load balancer: by IPv4, which is all that it has. */
export class NamesOfBalancer extends pulumi.ComponentResource {
  constructor(name: string, args: NamesOfBalancerArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:load-balancer:NamesOfBalancer", name, {}, opts);
    for (const [word, hostName] of Object.entries(args.hostNames))
      new route53.Record(
        `${name}-${word}`,
        {
          zoneId: args.zoneId,
          name: hostName,
          type: "A",
          aliases: [
            { name: args.balancer.dnsName, zoneId: args.balancer.dnsZoneId, evaluateTargetHealth: false },
          ],
        },
        { parent: this, protect: true, retainOnDelete: true },
      );
    this.registerOutputs({});
  }
}
