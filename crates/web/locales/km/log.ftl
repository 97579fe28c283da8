# Words of the desk, Khmer: log. Origin: the project. Licence: MIT OR Apache-2.0.
log-title = កំណត់ហេតុ
log-count = ធាតុ { $n }។ គ្មានអ្វីត្រូវបានសរសេរជាន់ពីលើឡើយ។
verify = ត្រួតពិនិត្យឥឡូវនេះ
verify-hint = ត្រួតពិនិត្យហត្ថលេខា និងស្នាមសម្គាល់ទាំងអស់ ហើយអានច្បាប់ដើមទាំងអស់ម្តងទៀត។
verified-whole = អ្វីៗទាំងអស់នៅគង់វង្ស។
verified-what = បានត្រួតពិនិត្យធាតុ { $n } និងច្បាប់ដើម { $all }។
verified-damaged = មានអ្វីមួយខូចខាត៖
earlier = ធាតុមុនៗ

entry-1 = បង្កើតសំណុំរឿង
entry-2 = ចុះបញ្ជីឯកសារ
entry-3 = អានឯកសារ
entry-4 = ការសម្រេច
entry-5 = ស្វែងរកមនុស្ស
entry-6 = នាំចេញ
entry-7 = បន្ថែមសមាជិក
entry-8 = ដកសមាជិក
entry-9 = មិនធ្វើវិញ
entry-10 = បានឃើញកំណត់ហេតុផ្សេង
entry-11 = ការយល់ព្រម
entry-12 = លុបខ្លឹមសារ
entry-13 = ត្រាពេលវេលា
entry-14 = ច្បាប់ចម្លងសម្រាប់ធ្វើការ
entry-15 = អន្តរាគមន៍
entry-16 = អ្វីដែលគេផ្ញើមក
