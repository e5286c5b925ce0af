"""Which storage the settings ask for."""

from src.gateways.files.bucket import open_bucket
from src.gateways.files.files import Files
from src.gateways.files.folder import FolderFiles
from src.settings import Settings


def open_files(settings: Settings) -> Files:
    """A bucket where one is named, else a folder in the data folder; SettingsError when keys of the bucket lack."""
    return open_bucket(settings) if settings.files_url else FolderFiles(settings.data_dir.absolute() / "files")
