/** Promises settings that suit a small machine which the database shares with other work. */
import { ourMark } from './process-facts.ts'

interface Circumstances {
  durable: boolean
  major: number
  /** From the endpoint; last word. */
  endpoint: Record<string, string>
  /** From whoever starts the server; before the endpoint's. */
  own?: Record<string, string>
}

/** The arguments `-c name=value …` of `postgres`; on the command line nothing in the data folder overrides them. */
export function settingArguments({ durable, major, endpoint, own }: Circumstances): string[] {
  const settings = {
    ...usual,
    ...(major >= 18 ? { io_method: 'sync' } : {}),
    ...(durable ? {} : throwAway),
    ...own,
    ...endpoint,
  }
  return ['-c', ourMark, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
}

const usual: Record<string, string> = {
  max_connections: '60',
  shared_buffers: '128MB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  effective_cache_size: '512MB',
  random_page_cost: '1.1',
  huge_pages: 'off',
  min_wal_size: '32MB',
  max_wal_size: '512MB',
  checkpoint_timeout: '10min',
  wal_compression: 'on',
  jit: 'off',
  // one person's question must not take both processors, and /dev/shm is 64 MB in a container
  max_parallel_workers_per_gather: '0',
  max_parallel_maintenance_workers: '0',
  // nothing is subscribed to from here; saves a process
  max_logical_replication_workers: '0',
  autovacuum: 'on',
  autovacuum_max_workers: '2',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  password_encryption: 'scram-sha-256',
  restart_after_crash: 'on',
  logging_collector: 'off',
  log_destination: 'stderr',
  log_line_prefix: '%m [%p] ',
  log_checkpoints: 'off',
  // rows and statements hold people's data: the log says what went wrong, not with which values
  log_statement: 'none',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_parameter_max_length_on_error: '0',
}

const throwAway: Record<string, string> = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '200',
  autovacuum: 'off',
}
