import * as apigateway from "@pulumi/aws/apigateway";
import * as route53 from "@pulumi/aws/route53";
import * as pulumi from "@pulumi/pulumi";

export interface ApiDomainArgs {
  /** DNS name that callers use. */
  readonly domainName: pulumi.Input<string>;
  /** Issued certificate for that name, in the API's own region. */
  readonly certificateArn: pulumi.Input<string>;
  /** Public zone that the name is in. */
  readonly zoneId: pulumi.Input<string>;
}

/** How long resolvers keep the name (storage-service.md 8.3). */
const TTL_SECONDS = 300;

/** The name under which APIs are called. It outlasts them: each takes a path of it for itself. */
export class ApiDomain extends pulumi.ComponentResource {
  readonly domainName: pulumi.Output<string>;

  constructor(name: string, args: ApiDomainArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:api:ApiDomain", name, {}, opts);
    const child = { parent: this, protect: true, retainOnDelete: true };
    const domain = new apigateway.DomainName(
      `${name}-domain`,
      {
        domainName: args.domainName,
        endpointConfiguration: { types: "REGIONAL" },
        regionalCertificateArn: args.certificateArn,
        securityPolicy: "TLS_1_2",
      },
      child,
    );
    new route53.Record(
      `${name}-record`,
      {
        zoneId: args.zoneId,
        name: args.domainName,
        type: "CNAME",
        ttl: TTL_SECONDS,
        records: [domain.regionalDomainName],
      },
      child,
    );
    this.domainName = domain.domainName;
    this.registerOutputs({ domainName: this.domainName });
  }
}
