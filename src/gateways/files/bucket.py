"""Files in a storage that speaks S3: AWS, a cloud's, MinIO, Ceph, Garage."""

from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import Final

import obstore
from obstore.exceptions import BaseError
from obstore.store import S3Store

from src.gateways.files.files import FilesDown, FileTooLarge, NoSuchFile, checked
from src.settings import Settings, SettingsError

_TRIES: Final = 2
_PATIENCE: Final = timedelta(seconds=20)
"""For all tries of one request: a person waits."""


def open_bucket(settings: Settings) -> "BucketFiles":
    """What the settings name, always signed with their keys: no provider of the machine is asked for others."""
    if not (settings.files_access_key and settings.files_secret_key):
        raise SettingsError("KABINET_FILES_ACCESS_KEY and KABINET_FILES_SECRET_KEY: the keys of KABINET_FILES_URL")
    bucket, _, folder = settings.files_url.removeprefix("s3://").strip("/").partition("/")
    endpoint = settings.files_endpoint.rstrip("/")
    store = S3Store(
        bucket,
        prefix=folder or None,
        endpoint=endpoint or f"https://s3.{settings.files_region}.amazonaws.com",
        region=settings.files_region,
        access_key_id=settings.files_access_key,
        secret_access_key=settings.files_secret_key,
        virtual_hosted_style_request=False,
        imdsv1_fallback=False,
        skip_signature=False,
        client_options={
            "timeout": timedelta(seconds=15),
            "connect_timeout": timedelta(seconds=5),
            "allow_http": endpoint.startswith("http://"),
        },
        retry_config={"max_retries": _TRIES, "retry_timeout": _PATIENCE},
    )
    return BucketFiles(store)


class BucketFiles:
    """A put is atomic there: a reader sees all of it or nothing."""

    def __init__(self, store: S3Store) -> None:
        self._store = store

    async def put(self, key: str, data: bytes) -> None:
        with _answering():
            await obstore.put_async(self._store, checked(key), data, use_multipart=False)

    async def get(self, key: str, most: int) -> bytes:
        with _answering():
            found = await obstore.get_async(self._store, checked(key))
            if found.meta["size"] > most:
                raise FileTooLarge
            return bytes(await found.bytes_async())

    async def delete(self, keys: Sequence[str]) -> None:
        for key in keys:
            with _answering():
                await obstore.delete_async(self._store, checked(key))

    async def keys(self, folder: str) -> AsyncIterator[str]:
        with _answering():
            async for some in obstore.list(self._store, prefix=checked(folder)):
                for found in some:
                    yield found["path"]

    async def folders(self, folder: str) -> list[str]:
        with _answering():
            found = await obstore.list_with_delimiter_async(self._store, prefix=checked(folder))
            return [each.rstrip("/") for each in found["common_prefixes"]]

    async def drop_empty(self, folder: str) -> None:
        """Folders are but parts of names here."""


@contextmanager
def _answering() -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise NoSuchFile from error
    except (BaseError, OSError) as error:
        raise FilesDown(type(error).__name__) from error
