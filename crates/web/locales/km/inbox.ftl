# Words of the desk, Khmer: inbox. Origin: the project. Licence: MIT OR Apache-2.0.
inbox-title = ប្រអប់ឯកសារ
inbox-count = { $n ->
    [0] មិនទាន់មានឯកសារ
   *[other] ឯកសារ { $n }
}
inbox-added = { $n ->
    [0] គ្មានអ្វីថ្មីត្រូវបានបន្ថែមទេ។
   *[other] បានបន្ថែមឯកសារ { $n }។
}
inbox-known = { $n } មានរួចហើយ ហើយមិនត្រូវបានរក្សាទុកពីរដងទេ។
inbox-unread = ឯកសារ { $n } មិនទាន់បានអាន។
inbox-reading = កំពុងអាន៖ នៅសល់ { $n } ក្នុងចំណោម { $all }។ អ្នកអាចចាកចេញពីទំព័រនេះបាន គ្មានអ្វីបាត់បង់ទេ។
inbox-read = អានឥឡូវនេះ
inbox-empty = មិនទាន់មានអ្វីនៅទីនេះទេ។
inbox-empty-hint = ដាក់ទំព័របណ្តាញដែលបានរក្សាទុក សេចក្តីថ្លែងការណ៍ លិខិត ឬសក្ខីកម្ម។ ច្បាប់ដើមនីមួយៗត្រូវបានគណនាស្នាមសម្គាល់ និងបិទត្រា មុនពេលមានអ្វីអានវា ហើយរក្សាទុកដដែល។
column-number = ល.រ
column-document = ឯកសារ
column-published = ចេញផ្សាយ
column-acts = អំពើ
column-people = មនុស្ស
column-time = ពេលវេលា (UTC)
column-who = នរណា
column-what = អ្វី
column-entry = ធាតុ
erased = (បានដកចេញពីសំណុំរឿង)
same-bytes = ដូចគ្នានឹងឯកសារ { $n }
not-read-yet = មិនទាន់បានអាន
next = បន្ថែមទៀត
read-only = មិនអាចកត់ត្រាអ្វីបានទេ៖ { $text }

add-title = បន្ថែមឯកសារ
add-hint = អ្វីដែលអ្នកសរសេរនៅទីនេះ ត្រូវបានកត់ត្រាជាមួយឯកសារនីមួយៗ ហើយមិនអាចកែពេលក្រោយបានទេ។
add-source = មកពីណា
add-obtained = ទទួលបានដោយរបៀបណា
add-consent = ដោយមានការយល់ព្រមអ្វី
add-files = ឯកសារ
add = បន្ថែម
