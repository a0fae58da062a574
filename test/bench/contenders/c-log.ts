/** The physical limit one at a time: write and fdatasync in C, with nothing around it. Needs a C compiler. Task: `append 1`. */
import { execFile, execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { promisify } from 'node:util'
import type { MakeContender } from '../contender.ts'
import { ownDirectory } from '../work/directories.ts'
import { anAppend, asLines } from '../work/same-bytes.ts'

const PROGRAM = `
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
static double now(void) { struct timespec t; clock_gettime(CLOCK_MONOTONIC, &t); return t.tv_sec * 1e3 + t.tv_nsec / 1e6; }
int main(int count, char **given) {
  if (count != 4) return 2;
  int file = open(given[1], O_CREAT | O_WRONLY | O_APPEND, 0600);
  size_t size = strtoul(given[2], 0, 10);
  double for_ms = strtod(given[3], 0), began = now();
  char *bytes = malloc(size);
  long units = 0;
  if (file < 0 || !bytes) return 1;
  memset(bytes, 'x', size);
  do {
    if (write(file, bytes, size) != (ssize_t)size || fdatasync(file)) return 1;
    units++;
  } while (now() - began < for_ms);
  printf("%ld %f\\n", units, now() - began);
  return 0;
}
`

export const contender: MakeContender = () => {
  const directory = ownDirectory()
  const [source, program, file] = ['log.c', 'log', 'written'].map((name) => directory.file(name)) as [
    string,
    string,
    string,
  ]
  writeFileSync(source, PROGRAM)
  execFileSync('cc', ['-O2', '-o', program, source])
  const size = Buffer.byteLength(asLines(anAppend('plan-1', 0)))
  return Promise.resolve({
    work: async (_, forMs) => {
      const { stdout } = await promisify(execFile)(program, [file, String(size), String(forMs)])
      const [units, ms] = stdout.split(' ').map(Number)
      return { units: units ?? 0, ms: ms ?? Number.NaN }
    },
    close: () => {
      directory.remove()
      return Promise.resolve()
    },
  })
}
