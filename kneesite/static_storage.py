"""How static files are kept for serving: a hash in each name, and compressed once instead of at each request."""

import brotli
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

SMALL = 64 * 1024  # bytes
QUICK = 9  # for the staff area's large scripts: a twentieth of the time, a tenth more bytes
NEVER_FETCHED = ("map",)  # source maps, for whoever debugs a library


class HouseCompressor(Compressor):
    """As small as possible where readers look, quick where only staff do; all at best would take half a minute."""

    @staticmethod
    def compress_brotli(data):
        return brotli.compress(data) if len(data) <= SMALL else brotli.compress(data, quality=QUICK)


class HouseStaticStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage with our compressor. What a script imports gets its hash too, else browsers ask each minute."""

    support_js_module_import_aggregation = True

    def create_compressor(self, **options):
        return HouseCompressor(**options | {"extensions": Compressor.SKIP_COMPRESS_EXTENSIONS + NEVER_FETCHED})
