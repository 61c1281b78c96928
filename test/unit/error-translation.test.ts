import { ConnectionAcquireTimeoutError, DatabaseError } from 'sequelize';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../electron/contract/result';
import { isWorthRetrying, serverError, toAppError } from '../../electron/database/error-translation';

/** An error as pg throws what the server sent. */
function fromServer(code: string, message = 'words'): Error {
  return Object.assign(new Error(message), { severity: 'ERROR', code });
}

/** The same inside of Sequelize's own. */
function wrapped(code: string, message?: string): DatabaseError {
  return new DatabaseError(Object.assign(fromServer(code, message), { sql: 'SELECT 1' }));
}

const fromSocket = (code: string, message = code): Error => Object.assign(new Error(message), { code });

describe('the translation of errors', () => {
  it.each([
    ['28P01', 'wrong_password'],
    ['3D000', 'no_such_database'],
    ['53300', 'too_many_connections'],
    ['53100', 'server_disk_full'],
    ['57P03', 'server_starting'],
    ['57P01', 'connection_lost'],
    ['08006', 'connection_lost'],
    ['25006', 'read_only'],
    ['40001', 'busy_try_again'],
    ['40P01', 'busy_try_again'],
    ['55P03', 'busy_try_again'],
    ['57014', 'busy_try_again'],
    ['42501', 'no_permission'],
  ])('knows SQLSTATE %s, bare and wrapped', (sqlState, code) => {
    expect(toAppError(fromServer(sqlState))?.code).toBe(code);
    expect(toAppError(wrapped(sqlState))?.code).toBe(code);
  });

  it.each([
    ['28000', 'no pg_hba.conf entry for host "10.0.0.1", user "x", database "y", no encryption', 'tls_required'],
    [
      '28000',
      'no pg_hba.conf entry for host "10.0.0.1", user "x", database "y", SSL encryption',
      'no_right_to_connect',
    ],
    ['28000', 'role "x" is not permitted to log in', 'no_right_to_connect'],
    ['28000', 'role "x" does not exist', 'wrong_password'],
    ['42501', 'permission denied for database "y"', 'no_right_to_connect'],
    ['42501', 'permission denied to create database', 'no_right_to_create'],
    ['08P01', 'no more connections allowed (max_client_conn)', 'too_many_connections'],
    ['08P01', 'no such database: y', 'no_such_database'],
    ['08P01', 'password authentication failed', 'wrong_password'],
  ])('tells %s apart by its words: %s', (sqlState, message, code) => {
    expect(toAppError(fromServer(sqlState, message))?.code).toBe(code);
  });

  it.each([
    ['ENOTFOUND', 'name_not_found'],
    ['EAI_AGAIN', 'name_not_found'],
    ['ECONNREFUSED', 'port_refused'],
    ['ETIMEDOUT', 'connect_timeout'],
    ['EHOSTUNREACH', 'connect_timeout'],
    ['ECONNRESET', 'connection_lost'],
    ['EPIPE', 'connection_lost'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'tls_untrusted'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls_wrong_name'],
    ['CERT_HAS_EXPIRED', 'tls_expired'],
    ['CERT_NOT_YET_VALID', 'tls_expired'],
  ])('knows %s of the socket', (socketCode, code) => {
    expect(toAppError(fromSocket(socketCode))?.code).toBe(code);
  });

  it.each([
    ['Connection terminated unexpectedly', 'connection_lost'],
    ['Client has encountered a connection error and is not queryable', 'connection_lost'],
    ['timeout expired', 'connect_timeout'],
    ['The server does not support SSL connections', 'tls_refused'],
    ['There was an error establishing an SSL connection', 'not_postgres'],
    ['SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a non-empty string', 'wrong_password'],
  ])('knows pg by its words: %s', (message, code) => {
    expect(toAppError(new Error(message))?.code).toBe(code);
  });

  it('names the place, and keeps an AppError as it is', () => {
    const place = { host: 'db', port: 5432, user: 'clerk', database: 'billing' };
    expect(toAppError(fromSocket('ECONNREFUSED'), place)?.params).toEqual(place);
    const own = new AppError('key_reused', { key: 'k' });
    expect(toAppError(own, place)).toBe(own);
    expect(toAppError(new ConnectionAcquireTimeoutError(new Error('Operation timeout')))?.code).toBe('busy_try_again');
  });

  it('leaves to the use case what is not about the connection', () => {
    expect(toAppError(fromServer('23505'))).toBeNull();
    expect(toAppError(wrapped('23514'))).toBeNull();
    expect(toAppError(new Error('a slip of the program'))).toBeNull();
    expect(toAppError('text')).toBeNull();
  });

  it('does not take a socket’s code for a SQLSTATE', () => {
    expect(serverError(fromSocket('EPIPE'))).toBeNull();
    expect(serverError(wrapped('40001'))?.sqlState).toBe('40001');
    expect(isWorthRetrying(wrapped('40P01'))).toBe(true);
    expect(isWorthRetrying(wrapped('23505'))).toBe(false);
  });
});
