import { aKey, arnIn, own, text, type Calls, type CallsByType } from "./calls";

const cloudfront = (kind: string): Calls => ({
  service: "cloudfront",
  make: `Create${kind}`,
  read: `Get${kind}`,
  change: `Update${kind}`,
  remove: `Delete${kind}`,
});

const tagged = (calls: Calls): Calls => ({
  ...calls,
  make: `${calls.make} TagResource`,
  read: `${calls.read} ListTagsForResource`,
  change: `${calls.change} UntagResource`,
});

/** CloudFront with its logs, and what tries a site from outside. */
export const edgeCalls: CallsByType = {
  "aws:cloudfront/cachePolicy:CachePolicy": cloudfront("CachePolicy"),
  "aws:cloudfront/distribution:Distribution": tagged(cloudfront("Distribution")),
  "aws:cloudfront/originAccessControl:OriginAccessControl": cloudfront("OriginAccessControl"),
  "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy": cloudfront("ResponseHeadersPolicy"),
  "aws:cloudfront/vpcOrigin:VpcOrigin": tagged(cloudfront("VpcOrigin")),
  "aws:cloudwatch/logDelivery:LogDelivery": {
    service: "logs",
    make: "CreateDelivery TagResource",
    read: "GetDelivery ListTagsForResource",
    change: "UpdateDeliveryConfiguration UntagResource",
    remove: "DeleteDelivery",
    on: (thing, at) => [
      ...own(thing),
      text(thing, "deliveryDestinationArn"),
      arnIn("logs", `delivery-source:${text(thing, "deliverySourceName")}`, at),
    ],
  },
  "aws:cloudwatch/logDeliveryDestination:LogDeliveryDestination": {
    service: "logs",
    make: "PutDeliveryDestination TagResource",
    read: "GetDeliveryDestination ListTagsForResource",
    change: "PutDeliveryDestination UntagResource",
    remove: "DeleteDeliveryDestination",
  },
  "aws:cloudwatch/logDeliverySource:LogDeliverySource": {
    service: "logs",
    make: "PutDeliverySource TagResource cloudfront:AllowVendedLogDeliveryForResource",
    read: "GetDeliverySource ListTagsForResource",
    change: "PutDeliverySource UntagResource",
    remove: "DeleteDeliverySource",
    on: (thing) => [...own(thing), text(thing, "resourceArn")],
  },
  "aws:s3/bucketObjectv2:BucketObjectv2": {
    service: "s3",
    // What everything carries as tags, it gets as it is written.
    make: "PutObject PutObjectTagging kms:Decrypt kms:GenerateDataKey",
    read: "GetObject GetObjectTagging ListBucket",
    change: "PutObject",
    remove: "DeleteObject DeleteObjectVersion ListBucketVersions",
    on: (thing, at) => [...own(thing), `arn:aws:s3:::${text(thing, "bucket")}`, aKey(at)],
    uses: "s3",
  },
  "aws:synthetics/canary:Canary": {
    service: "synthetics",
    // It is a function and its code a layer, in the name of whoever makes it [AWS: Required roles and permissions for canaries].
    make: `CreateCanary StartCanary TagResource lambda:AddPermission lambda:CreateFunction lambda:GetLayerVersion
      lambda:PublishLayerVersion lambda:PublishVersion kms:CreateGrant kms:Decrypt kms:Encrypt`,
    read: "GetCanary",
    change: `StopCanary UpdateCanary UntagResource lambda:UpdateFunctionCode lambda:UpdateFunctionConfiguration`,
    remove: "DeleteCanary lambda:DeleteFunction lambda:DeleteLayerVersion",
    on: (thing, at) => {
      const runs = `cwsyn-${text(thing, "name")}-1a2b3c`;
      return [
        ...own(thing),
        arnIn("lambda", `function:${runs}`, at),
        arnIn("lambda", `layer:${runs}`, at),
        arnIn("lambda", `layer:${runs}:1`, at),
        aKey(at),
      ];
    },
    uses: "lambda",
    passes: [
      { role: "executionRoleArn", to: "lambda.amazonaws.com" },
      { role: "executionRoleArn", to: "synthetics.amazonaws.com" },
    ],
  },
};
