import * as cloudfront from "@pulumi/aws/cloudfront";
import * as pulumi from "@pulumi/pulumi";

/** A private bucket behind a distribution; its policy and its key's must let that one read. */
export interface ServedBucket {
  readonly bucketName: pulumi.Input<string>;
  readonly region: pulumi.Input<string>;
}

/** The part of an origin by which CloudFront reaches an internal load balancer inside the VPC, over TLS alone. */
export function insideOrigin(
  name: string,
  siteName: string,
  loadBalancerArn: pulumi.Input<string>,
  child: pulumi.CustomResourceOptions,
) {
  const origin = new cloudfront.VpcOrigin(
    `${name}-vpc-origin`,
    {
      vpcOriginEndpointConfig: {
        name: siteName,
        arn: loadBalancerArn,
        httpPort: 80,
        httpsPort: 443,
        originProtocolPolicy: "https-only",
        originSslProtocols: { items: ["TLSv1.2"], quantity: 1 },
      },
    },
    child,
  );
  return { vpcOriginConfig: { vpcOriginId: origin.id } };
}

/** Who reads buckets for a distribution: CloudFront signs each request to them. */
export const readerOfBuckets = (
  name: string,
  siteName: string,
  description: string,
  child: pulumi.CustomResourceOptions,
) =>
  new cloudfront.OriginAccessControl(
    `${name}-access`,
    {
      name: siteName,
      description,
      originAccessControlOriginType: "s3",
      signingBehavior: "always",
      signingProtocol: "sigv4",
    },
    child,
  );

/** The part of an origin by which CloudFront reads a bucket. */
export const privateBucketOrigin = (
  { bucketName, region }: ServedBucket,
  reader: cloudfront.OriginAccessControl,
) => ({
  domainName: pulumi.interpolate`${bucketName}.s3.${region}.amazonaws.com`,
  originAccessControlId: reader.id,
});
