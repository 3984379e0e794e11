#!/bin/sh
# Runs the stress test of the Python module with the interpreter $1 under valgrind, $2 operations long: any read or write
# of memory that is not there, or not there any more, is an error. valgrind is installed if it is missing.
set -eu
cd "$(dirname "$0")/.."
python=$1
operations=${2:-3000}
if ! command -v valgrind >/dev/null; then
    as_root=
    [ "$(id -u)" = 0 ] || as_root=sudo
    $as_root apt-get update
    $as_root apt-get install --yes valgrind
fi
# An allocation of Python's own allocator would look like a part of a larger one.
export PYTHONMALLOC=malloc
# The threads of OpenBLAS, of which there is one for each processor, have nothing to do.
export OPENBLAS_NUM_THREADS=1
checked() {
    valgrind --quiet --error-exitcode=9 --fair-sched=try --suppressions=scripts/valgrind-python.supp "$@"
}
# First, that it notices if NumPy reads what was freed.
trap='
import ctypes, numpy
ctypes.CDLL(None).malloc.restype = ctypes.c_void_p
memory = ctypes.CDLL(None).malloc(800)
pixels = numpy.frombuffer((ctypes.c_char * 800).from_address(memory), numpy.uint8)
ctypes.CDLL(None).free(ctypes.c_void_p(memory))
pixels.max()
'
status=0
report=$(checked "$python" -c "$trap" 2>&1) || status=$?
if [ $status != 9 ] || ! echo "$report" | grep -q "Invalid read"; then
    echo "error: valgrind does not notice a read of freed memory: status $status" >&2
    echo "$report" >&2
    exit 1
fi
checked "$python" pi2-py/tests/stress.py --any-memory --operations "$operations"
