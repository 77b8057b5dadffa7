"""How large a file may be."""

MEGABYTE = 1024 * 1024

FILE_BYTES = 20 * MEGABYTE
UNPACKED_BYTES = 200 * MEGABYTE
# Real sheets pack about tenfold, long columns of one repeated value up to a hundredfold.
UNPACKED_RATIO = 300
ZIP_MEMBERS = 2000
ROWS = 50_000
COLUMNS = 200
HEADER_WITHIN = 20
READ_SECONDS = 5  # of processor time; a busy machine may take longer by the clock
WAIT_SECONDS = 25
READ_MEMORY = 1536 * MEGABYTE
