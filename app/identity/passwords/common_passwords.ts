/** Long enough for our rule and still the first that anybody tries; lower case. */
const common = `
0123456789 01234567890 1234567890 12345678900 12345678910 123456789a 1234567891 123456789012 1234554321 0987654321
9876543210 1122334455 1029384756 1231231231 123123123123 123qweasdzxc 1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx3edc
1qazxsw23edc qwertyuiop qwertyuiop123 qwerty12345 qwerty123456 qwerty1234 qwertyqwerty asdfghjkl1 asdfghjkl123
zxcvbnm123 zaq12wsxcde q1w2e3r4t5 q1w2e3r4t5y6 azertyuiop qwertzuiop abcdefghij abcdefghijk abc1234567 abcd123456
a123456789 aa12345678 password01 password12 password123 password1234 password12345 password123456 password2024
password2025 password2026 passwordpassword passw0rd123 p@ssw0rd123 p@ssword123 p4ssw0rd123 mypassword mypassword1
mypassword123 newpassword newpassword1 changeme123 changemenow letmein123 letmein1234 letmeinplease welcome123
welcome1234 welcome2024 welcome2025 welcome2026 administrator admin12345 admin123456 admin1234567 adminadmin
adminadmin123 root123456 superman123 batman12345 football123 football1234 baseball123 basketball basketball1
iloveyou123 iloveyou1234 iloveyou12 iloveyousomuch sunshine123 princess123 princess1234 liverpool1 liverpool123
manchester manchester1 christopher michelle123 jonathan123 michael123 jennifer123 computer123 internet123 facebook123
google12345 samsung123 starwars123 pokemon123 minecraft123 dragon12345 monkey12345 shadow12345 whatever123 trustno1234
spring2025 spring2026 summer2024 summer2025 summer2026 winter2024 winter2025 winter2026 autumn2025 autumn2026
secret12345 secretsecret testtest123 test123456 test1234567 temp123456 guest12345 user123456 qazwsxedcrfv
correcthorsebatterystaple
`

export const commonPasswords: ReadonlySet<string> = new Set(common.split(/\s+/).filter(Boolean))
