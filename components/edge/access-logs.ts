import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";

/**
 * Has a distribution's requests written into a bucket, by CloudFront's second kind of access logs: the first one takes
 * only buckets with ACLs, which none of ours has. All three are in us-east-1, wherever the bucket is
 * [AWS: Configure standard logging (v2)].
 * @param siteName physical name of the source and of the destination
 */
export function accessLogs(
  name: string,
  siteName: string,
  distributionArn: pulumi.Input<string>,
  bucketName: pulumi.Input<string>,
  child: pulumi.CustomResourceOptions,
): cloudwatch.LogDelivery {
  const source = new cloudwatch.LogDeliverySource(
    `${name}-log-source`,
    { name: siteName, logType: "ACCESS_LOGS", resourceArn: distributionArn },
    child,
  );
  const destination = new cloudwatch.LogDeliveryDestination(
    `${name}-log-destination`,
    {
      name: siteName,
      outputFormat: "json",
      deliveryDestinationConfiguration: {
        destinationResourceArn: pulumi.interpolate`arn:aws:s3:::${bucketName}`,
      },
    },
    child,
  );
  return new cloudwatch.LogDelivery(
    `${name}-log-delivery`,
    { deliverySourceName: source.name, deliveryDestinationArn: destination.arn },
    child,
  );
}
