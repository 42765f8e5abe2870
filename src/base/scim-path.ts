/** Where directories come in (SCIM 2.0), on the address of the program itself; read by the server and by the page that shows it. */
export const scimPath = '/scim/v2'
