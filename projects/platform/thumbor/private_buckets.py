"""thumbor's loader and its storage of results, for buckets that it may not list and of which it reads only one."""

from botocore.exceptions import ClientError
from thumbor.loaders import LoaderResult
from thumbor_aws import loader, result_storage, storage  # noqa: F401 - storage declares settings that the others read


async def load(context, path):
    """An original. Without the right to list a bucket S3 says of what is not there, or not clean, that it is forbidden."""
    try:
        return await loader.load(context, path)
    except ClientError as error:
        if error.response["Error"]["Code"] not in ("403", "AccessDenied", "404", "NoSuchKey"):
            raise
        return LoaderResult(successful=False, error=LoaderResult.ERROR_NOT_FOUND)


class Storage(result_storage.Storage):
    """Keeps what was made, and never looks for it: CloudFront has done so before it asks here."""

    async def get(self):
        return None
